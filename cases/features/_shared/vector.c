typedef int four __attribute__((vector_size(16)));
volatile int seed = 6;

int probe(void) {
  four a = {seed, seed, seed, seed}, b = {1, 2, 3, 1};
  four c = a * b;
  return c[0] + c[1] + c[2] + c[3];
}
