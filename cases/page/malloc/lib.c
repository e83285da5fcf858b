#include <emscripten.h>
#include <stdlib.h>

EMSCRIPTEN_KEEPALIVE int sum(const int *values, int count) {
  int total = 0;
  int *sorted = malloc(count * sizeof *sorted);
  for (int i = 0; i < count; i++)
    total += sorted[i] = values[i];
  free(sorted);
  return total;
}
