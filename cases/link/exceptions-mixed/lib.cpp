#include <stdexcept>

int divide(int a, int b) {
  if (b == 0) throw std::runtime_error("division by zero");
  return a / b;
}
