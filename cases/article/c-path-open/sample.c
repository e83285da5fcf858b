#include <stdio.h>
#include <wasi/api.h>

int main(void) {
  __wasi_fd_t fd;
  __wasi_errno_t errno_ = __wasi_path_open(3, 0, "/etc/hostname", __WASI_OFLAGS_RDONLY, 0, 0, 0, &fd);
  printf("errno %d\n", errno_);
  return 0;
}
