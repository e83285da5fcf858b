#include <setjmp.h>

static jmp_buf back;

void leave(int value) { longjmp(back, value); }

int visit(void (*act)(void)) {
  int value = setjmp(back);
  if (value == 0) act();
  return value;
}
