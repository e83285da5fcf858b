volatile unsigned size = 43;
static char from[64], to[64];

int probe(void) {
  for (int at = 0; at < 64; at++) from[at] = (char)at;
  __builtin_memcpy(to, from, size);
  return to[size - 1];
}
