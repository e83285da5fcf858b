#include <emscripten/bind.h>

static int add(int a, int b) { return a + b; }

class Counter {
public:
  void more(int by) { count += by; }
  int total() const { return count; }

private:
  int count = 0;
};

EMSCRIPTEN_BINDINGS(probe) {
  emscripten::function("add", &add);
  emscripten::class_<Counter>("Counter").constructor<>().function("more", &Counter::more).function("total", &Counter::total);
}

extern "C" int probe() { return add(3, 4); }
