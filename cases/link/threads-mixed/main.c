#include <stdio.h>

int count(void);

int main(void) {
  count();
  printf("%d calls\n", count());
}
