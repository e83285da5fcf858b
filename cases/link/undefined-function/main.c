#include <stdio.h>

int host_add(int a, int b); /* the page brings it */

int main(void) {
  printf("add %d\n", host_add(2, 3));
  return 0;
}
