#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

// Keeps what is read from being left out.
volatile long sink;

static void mark(const char *text) {
  int size = 0;
  while (text[size]) size++;
  if (write(2, text, size) != size) abort();
}

#define STRETCH(name, works, ...)                                                                                      \
  mark("mark " name "\n");                                                                                             \
  __VA_ARGS__;                                                                                                         \
  mark((works) ? "mark\n" : "mark !\n")

int main(void) {
  mark("mark\n");
  for (int again = 0; again < 4; again++) {
    char bytes[16];
    STRETCH("clock_gettime", now.tv_sec >= 0, struct timespec now = {-1, 0}; clock_gettime(CLOCK_MONOTONIC, &now));
    STRETCH("getenv", sink, sink = getenv("EMRIFT") != NULL);
    STRETCH("time", sink > 0, sink = time(NULL));
    STRETCH("write", sink == 0, sink = write(1, bytes, 0));
    STRETCH("fopen", file, FILE *file = fopen("/f.txt", "r"));
    STRETCH("fread", sink > 0, sink = file ? fread(bytes, 1, sizeof bytes, file) : 0);
    STRETCH("fclose", file && sink == 0, sink = file ? fclose(file) : 0);
    STRETCH("stat", sink == 0, struct stat entry; sink = stat("/f.txt", &entry));
    STRETCH("opendir", folder, DIR *folder = opendir("/"));
    STRETCH("readdir", sink > 0, sink = 0; while (folder && readdir(folder)) sink++);
    STRETCH("closedir", folder && sink == 0, sink = folder ? closedir(folder) : 0);
  }
  return 0;
}
