#include "config.h"
#include <stdio.h>

void raise_verbosity(void);

int main(void) {
  raise_verbosity();
  printf("verbosity %d\n", verbosity);
  return 0;
}
