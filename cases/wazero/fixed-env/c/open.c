#include <fcntl.h>
#include <unistd.h>

/* Looks into a file that need not be there. */
int probe(void) {
  char text[16];
  int file = open("settings.txt", O_RDONLY);
  if (file >= 0) {
    read(file, text, sizeof text);
    close(file);
  }
  return 7;
}
