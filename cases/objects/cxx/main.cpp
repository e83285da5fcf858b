#include <map>
#include <sstream>
#include <string>
#include <cstdio>

int main() {
  std::map<std::string, int> words;
  std::istringstream text("to be or not to be");
  for (std::string word; text >> word;) ++words[word];
  std::printf("be %d\n", words["be"]);
}
