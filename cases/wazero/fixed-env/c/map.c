#include <stddef.h>
#include <sys/mman.h>

volatile int file = 5;

/* Maps a file that need not be there. */
int probe(void) {
  void *page = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, file, 0);
  if (page != MAP_FAILED)
    munmap(page, 4096);
  return 7;
}
