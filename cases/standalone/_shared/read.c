#include <stdio.h>

int main(void) {
  char word[16] = "";
  FILE *file = fopen("/data/word.txt", "r");
  if (!file) {
    puts("cannot open");
    return 1;
  }
  fscanf(file, "%15s", word);
  fclose(file);
  printf("read %s\n", word);
  return 0;
}
