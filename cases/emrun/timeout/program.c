#include <emscripten.h>

static void turn(void) {}

int main(void) {
  emscripten_set_main_loop(turn, 10, 0);
  return 0;
}
