#include <stdio.h>
#include <stdlib.h>

int main(void) {
  size_t megabytes = 32;
  unsigned char *block = malloc(megabytes << 20);
  if (!block)
    return 1;
  block[(megabytes << 20) - 1] = 7;
  printf("grew to %zu MB and kept %d\n", megabytes, block[(megabytes << 20) - 1]);
  free(block);
  return 0;
}
