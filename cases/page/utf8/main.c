#include <emscripten.h>

EM_JS(void, say, (const char *text), {
  console.log(UTF8ToString(text));
});

int main(void) {
  say("hello from C");
  return 0;
}
