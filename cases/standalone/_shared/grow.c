#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Twice what a module has by default. */
static char *volatile block;

int main(void) {
  size_t size = 32 << 20;
  block = malloc(size);
  if (!block) {
    puts("no memory");
    return 1;
  }
  memset(block, 1, size);
  printf("last %d\n", block[size - 1]);
  return 0;
}
