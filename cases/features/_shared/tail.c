// Clang has the attribute since 13.
#if defined(__wasm_tail_call__) && __has_attribute(musttail)
#define TAIL __attribute__((musttail))
#define DEEP 1000000u
#else
#define TAIL
#define DEEP 100u
#endif
volatile unsigned seed = DEEP;

static int odd(unsigned n);
__attribute__((noinline)) static int even(unsigned n) {
  if (n == 0) return 1;
  TAIL return odd(n - 1);
}
__attribute__((noinline)) static int odd(unsigned n) {
  if (n == 0) return 0;
  TAIL return even(n - 1);
}

int probe(void) { return 41 + even(seed); }
