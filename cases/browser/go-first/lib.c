#include <stdio.h>
#include <sys/stat.h>

int main(void) {
  FILE *file = fopen("/tmp/note", "w");
  if (!file) return 1;
  fputs("12345", file);
  fclose(file);
  struct stat found;
  if (stat("/tmp/note", &found)) return 2;
  printf("C wrote a file of %d bytes\n", (int)found.st_size);
  return 0;
}
