/* Meant for targets without files; the real function should take its place where there is one. */
__attribute__((weak)) long read(int fd, void *buffer, unsigned long size) {
  return 0;
}
