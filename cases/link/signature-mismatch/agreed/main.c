#include <stdio.h>

int scale(int value, int factor);

int main(void) {
  printf("scaled %d\n", scale(21, 1));
  return 0;
}
