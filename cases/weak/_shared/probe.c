/* Calls WASI by the C name of wasi-libc's header, declared by hand: so without the header's import attributes. */
struct buffer {
  char *data;
  unsigned long size;
};
unsigned short __wasi_fd_read(int fd, const struct buffer *buffers, unsigned long count, unsigned long *size);
long write(int fd, const void *buffer, unsigned long size);

int main(void) {
  char text[16];
  struct buffer buffer = {text, sizeof text};
  unsigned long size = 0;
  if (__wasi_fd_read(0, &buffer, 1, &size) != 0 || size == 0) {
    write(1, "read nothing\n", 13);
    return 1;
  }
  write(1, "read ", 5);
  write(1, text, size);
  return 0;
}
