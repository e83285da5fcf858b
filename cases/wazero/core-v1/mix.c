#include <stdio.h>
#include <string.h>

int main(int count, char **words) {
  char text[9] = {0};
  float wide = count * 2.5f;
  memset(text, 'x', sizeof text - (unsigned)count);
  printf("%d %d %s\n", (signed char)(count * 255), (int)wide, text);
  return words == NULL;
}
