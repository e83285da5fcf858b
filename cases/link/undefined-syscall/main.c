#include <stdint.h>
#include <stdio.h>

/* What ported runtimes call to sleep until a word changes. */
long __syscall_futex(int32_t *word, int operation, int32_t value);

int main(void) {
  int32_t word = 0;
  printf("futex %ld\n", __syscall_futex(&word, 1, 1));
  return 0;
}
