#include <emscripten.h>

static int last;

__attribute__((constructor)) static void begin(void) {
  last = 41;
}

EMSCRIPTEN_KEEPALIVE int next(void) {
  return ++last;
}
