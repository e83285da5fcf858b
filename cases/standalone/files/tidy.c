#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>

/* Keeps the newest log and counts what else lies there. */
int main(void) {
  struct stat info;
  int files = 0;
  if (stat("log/new.txt", &info) == 0)
    rename("log/new.txt", "log/kept.txt");
  remove("log/old.txt");
  DIR *folder = opendir("log");
  if (!folder)
    return 1;
  while (readdir(folder))
    files++;
  closedir(folder);
  printf("%d files\n", files);
  return 0;
}
