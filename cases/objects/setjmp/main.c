#include <setjmp.h>
#include <stdio.h>

static jmp_buf back;

static void leave(int value) { longjmp(back, value); }

int main(void) {
  int value = setjmp(back);
  if (value == 0) leave(7);
  printf("came back with %d\n", value);
}
