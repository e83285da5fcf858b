#include <emscripten.h>
#include <stdlib.h>

int main(void) {
  EM_ASM({ console.log("said to the console"); });
  exit(3);
}
