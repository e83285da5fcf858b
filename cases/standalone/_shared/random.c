#include <stdio.h>
#include <unistd.h>

int main(void) {
  unsigned char key[32];
  puts(getentropy(key, sizeof key) == 0 ? "random" : "no entropy");
  return 0;
}
