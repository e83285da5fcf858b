#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>

int main(int count, char **words) {
  struct stat info;
  time_t now = 86400;
  if (count > 1 && stat(words[1], &info) != 0)
    printf("errno %d\n", errno);
  printf("year %d\n", gmtime(&now)->tm_year);
  return 0;
}
