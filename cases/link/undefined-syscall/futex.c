#include <stdint.h>

/* Nobody else can run, so nobody was woken. */
long __syscall_futex(int32_t *word, int operation, int32_t value) {
  (void)word, (void)operation, (void)value;
  return 0;
}
