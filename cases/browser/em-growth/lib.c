#include <stdlib.h>
#include <string.h>

static char marked = 42;

char *mark(void) { return &marked; }

int grow(void) {
  char *block = malloc(64 * 1024 * 1024);
  if (!block) return 0;
  memset(block, 1, 64 * 1024 * 1024);
  return block[1];
}

int main(void) { return 0; }
