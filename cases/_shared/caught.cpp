#include <cstdio>
#include <stdexcept>

static void work(int count) {
  if (count > 0)
    throw std::runtime_error("boom");
}

int main(int argc, char **argv) {
  try {
    work(argc);
  } catch (const std::exception &error) {
    fprintf(stderr, "%s\n", error.what());
    throw;
  }
  return 0;
}
