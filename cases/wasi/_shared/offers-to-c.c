#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void tell(const char *name, int holds) { printf("%s=%s\n", name, holds ? "yes" : "no"); }

int main(int count, char **words) {
  char line[16] = "";
  const char *probe = getenv("EMRIFT_PROBE");
  FILE *file = fopen("/main.c", "r");
  tell("arguments", count > 1 && strcmp(words[count - 1], "argument") == 0);
  tell("environment", probe != NULL && strcmp(probe, "seen") == 0);
  /* 2025 or later. */
  tell("clock", time(NULL) > 1735689600);
  tell("stdin", fgets(line, sizeof line, stdin) != NULL && strcmp(line, "hello\n") == 0);
  tell("files", file != NULL);
  return 0;
}
