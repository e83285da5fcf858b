long read(int fd, void *buffer, unsigned long size);
long write(int fd, const void *buffer, unsigned long size);

int main(void) {
  char text[16];
  long size = read(0, text, sizeof text);
  if (size <= 0) {
    write(1, "read nothing\n", 13);
    return 1;
  }
  write(1, "read ", 5);
  write(1, text, size);
  return 0;
}
