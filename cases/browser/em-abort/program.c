#include <stdlib.h>

__attribute__((noinline)) void give_up(void) {
  abort();
}

int main(int argc, char **argv) {
  if (argc > 0)
    give_up();
  return 0;
}
