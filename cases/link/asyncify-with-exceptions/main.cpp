#include <cstdio>
#include <emscripten.h>
#include <stdexcept>

static void wait_and_throw() {
  emscripten_sleep(1);
  throw std::runtime_error("woken");
}

int main() {
  try {
    wait_and_throw();
  } catch (const std::exception& problem) {
    std::printf("caught %s\n", problem.what());
  }
}
