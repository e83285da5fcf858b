#include <stdlib.h>
#include <time.h>

static int counted;
/* What is kept here cannot be optimised away. */
static char *volatile last;

int count(void) { return ++counted; }

void fail(void) { __builtin_trap(); }

/* How many MiB can be had, at most so many. */
int fill(int most) {
  int had = 0;
  for (; had < most; had++) {
    char *piece = malloc(1 << 20);
    if (piece == NULL) break;
    last = piece;
  }
  return had;
}

/* The seconds since 1970, or -1. */
double now(void) {
  struct timespec time;
  return clock_gettime(CLOCK_REALTIME, &time) == 0 ? (double)time.tv_sec : -1;
}
