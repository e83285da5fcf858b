#include <cstdio>
#include <exception>

int divide(int a, int b);

int main() {
  try {
    std::printf("%d\n", divide(7, 0));
  } catch (const std::exception& problem) {
    std::printf("caught %s\n", problem.what());
  }
}
