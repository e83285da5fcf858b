/* Calls WASI by the C name that wasi-libc's header declares. */
#include <stdint.h>
#include <unistd.h>
#include <wasi/api.h>

int main(void) {
  char text[16];
  __wasi_iovec_t buffer = {(uint8_t *)text, sizeof text};
  __wasi_size_t size = 0;
  if (__wasi_fd_read(0, &buffer, 1, &size) != 0 || size == 0) {
    write(1, "read nothing\n", 13);
    return 1;
  }
  write(1, "read ", 5);
  write(1, text, size);
  return 0;
}
