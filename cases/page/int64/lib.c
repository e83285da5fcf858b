#include <emscripten.h>
#include <stdint.h>

EMSCRIPTEN_KEEPALIVE int64_t twice(int64_t value) {
  return 2 * value;
}
