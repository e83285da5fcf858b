#include <cstdio>
#include <string>

int main() {
  std::string greeting = "hello ";
  greeting += "from C++";
  std::puts(greeting.c_str());
}
