#include <stddef.h>

int getentropy(void *buffer, size_t length);

/* Takes some random bytes. */
int probe(void) {
  char bytes[16];
  getentropy(bytes, sizeof bytes);
  return 7;
}
