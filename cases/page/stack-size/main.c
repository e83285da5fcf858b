#include <stdio.h>
#include <string.h>

/* As image and compression code has it: work space on the stack. */
static int checksum(unsigned char seed) {
  unsigned char block[1 << 20];
  int sum = 0;
  memset(block, seed, sizeof block);
  for (unsigned i = 0; i < sizeof block; i += 4096)
    sum += ((volatile unsigned char *)block)[i];
  return sum;
}

int main(int count, char **words) {
  (void)words;
  printf("sum %d\n", checksum(count));
  return 0;
}
