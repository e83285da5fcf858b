#include <stdio.h>

int scale(int value); /* an old header: scale has got a second parameter since */

int main(void) {
  printf("scaled %d\n", scale(21));
  return 0;
}
