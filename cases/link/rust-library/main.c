#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

int sum(const int *numbers, size_t count);

/* Lets Rust, which has a heap of its own, count while C holds memory of many sizes. */
int main(void) {
  enum { BLOCKS = 64, COUNT = 100 };
  int *blocks[BLOCKS], total = 0, changed = 0;
  for (int block = 0; block < BLOCKS; block++) {
    blocks[block] = malloc(COUNT * sizeof(int));
    for (int i = 0; i < COUNT; i++)
      blocks[block][i] = 1;
    total += sum(blocks[block], COUNT);
  }
  for (int block = 0; block < BLOCKS; block++)
    for (int i = 0; i < COUNT; i++)
      changed += blocks[block][i] != 1;
  printf("sum %d\n", total);
  printf("changed %d\n", changed);
  return 0;
}
