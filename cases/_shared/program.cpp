#include <stdexcept>

int main(int argc, char **argv) {
  if (argc > 0)
    throw std::runtime_error("boom");
  return 0;
}
