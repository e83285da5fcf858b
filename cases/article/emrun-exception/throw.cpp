#include <cstdio>
#include <stdexcept>

int main() {
#ifdef CATCH
  try {
    throw std::runtime_error("the message of it");
  } catch (const std::exception &error) {
    std::puts(error.what());
    return 1;
  }
#else
  throw std::runtime_error("the message of it");
#endif
}
