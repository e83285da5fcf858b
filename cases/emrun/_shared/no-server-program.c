#include <stdio.h>
#include <stdlib.h>

int main(void) {
  puts("hello from C");
  exit(3);
}
