#include <fcntl.h>
#include <unistd.h>

int main(void) {
  char text[16];
  int file = open("input", O_RDONLY);
  ssize_t size = file < 0 ? -1 : read(file, text, sizeof text);
  if (size <= 0) {
    write(1, "opened nothing\n", 15);
    return 1;
  }
  write(1, "read ", 5);
  write(1, text, size);
  return 0;
}
