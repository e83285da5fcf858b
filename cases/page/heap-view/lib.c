#include <emscripten.h>

static unsigned char squares[8];

EMSCRIPTEN_KEEPALIVE unsigned char *make_squares(void) {
  for (int i = 0; i < 8; i++)
    squares[i] = i * i;
  return squares;
}
