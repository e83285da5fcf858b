#include <emscripten.h>
#include <stdio.h>

static void nothing(void) {}

int main(void) {
  puts("the last word");
  emscripten_set_main_loop(nothing, 0, 0);
  return 0;
}
