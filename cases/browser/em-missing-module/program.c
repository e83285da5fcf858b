#include <stdio.h>

int main(void) {
  puts("running");
  return 0;
}
