#include <string.h>

static char from[100000], to[100000];
volatile int length = sizeof from;

/* Copies more than a loop of its own is good for. */
int probe(void) {
  from[length - 1] = 7;
  memcpy(to, from, length);
  return to[length - 1];
}
