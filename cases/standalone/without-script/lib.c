#include <emscripten.h>
#include <stdlib.h>
#include <string.h>

EMSCRIPTEN_KEEPALIVE char *copy(const char *from, size_t size) {
  char *to = malloc(size);
  if (!to)
    abort();
  return memcpy(to, from, size);
}
