#include <stdio.h>

int main(void) {
  puts("first words");
  printf("last words");
  return 0;
}
