#include <stdio.h>

extern const int build_number; /* defined in a file that the link forgot */

int main(void) {
  printf("build %d\n", build_number);
  return 0;
}
