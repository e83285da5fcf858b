#include <stdlib.h>

volatile int answer = 7;

/* Could abort, and does not. */
int probe(void) {
  if (answer != 7)
    abort();
  return answer;
}
