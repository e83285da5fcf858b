#include <setjmp.h>
#include <stdio.h>

static jmp_buf place;

static void leave(int reason) {
  longjmp(place, reason);
}

int main(void) {
  int reason = setjmp(place);
  if (reason == 0)
    leave(7);
  printf("caught %d\n", reason);
  return 0;
}
