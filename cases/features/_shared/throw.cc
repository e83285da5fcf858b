// What a compiler asks of its C++ library, so that the instructions alone are put to the test.
extern "C" {
void *__cxa_begin_catch(void *thrown) { return thrown; }
void __cxa_end_catch(void) {}
struct {
  unsigned pad;
  void *data;
  unsigned selector;
} __wasm_lpad_context;
int _Unwind_CallPersonality(void *) { return 0; }
int __gxx_wasm_personality_v0(...) { return 0; }
int probe(void);
}
namespace std {
void terminate() { __builtin_trap(); }
}

volatile int seed = 21;
static int value;

__attribute__((noinline)) static void fail(int x) {
  if (x) __builtin_wasm_throw(0, &value);
}

int probe(void) {
  try {
    fail(seed);
  } catch (...) {
    return 2 * seed;
  }
  return 0;
}
