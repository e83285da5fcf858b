#include <dlfcn.h>
#include <stdio.h>

int main(void) {
  void *library = dlopen("plugin.wasm", RTLD_NOW);
  if (!library) {
    printf("no library\n");
    return 1;
  }
  int (*answer)(void) = (int (*)(void))dlsym(library, "answer");
  printf("answer %d\n", answer());
}
