/* Questions that a C program puts one by one, each in a folder of its own; probe.sh says in what surroundings. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

/* What is wrong, in words that are the same in every run; NULL where all is as demanded. */
typedef const char *Answer;

/* Defines a question of a scene. */
#define ASK(scene, name, id)                                                                     \
  static Answer ask_##id(void);                                                                  \
  __attribute__((constructor)) static void add_##id(void) { add(scene, name, ask_##id); }        \
  static Answer ask_##id(void)

/* Leaves the question with the first thing that is wrong. */
#define TRY(answer)                 \
  do {                              \
    Answer first_wrong = (answer);  \
    if (first_wrong) return first_wrong; \
  } while (0)

void add(const char *scene, const char *name, Answer (*ask)(void));
Answer wrong(const char *format, ...);
/* An errno in POSIX's words. */
const char *named(int number);
/* A path in the question's own folder. */
const char *in(const char *name);
/* Demands that a call gave no error. */
Answer works(const char *what, long result);
/* Demands that a call failed with one of two errors. */
Answer refuses(long result, int wanted, int other);
Answer same(const char *what, long long got, long long wanted);
Answer same_text(const char *what, const char *got, const char *wanted);
/* Demands a file's content. */
Answer holds(const char *path, const char *wanted);
Answer saves(const char *path, const char *text);
/* Demands that there is no such file, link or directory. */
Answer gone(const char *path);
/* Demands that nothing can be read by a path that leads out of what was granted. */
Answer stays(const char *path);

/* The arguments that are meant for the questions. */
extern int count;
extern char **words;
/* The function that a step of the question needed and that no host for WASI has (probe-complete.cjs). */
extern const char *not_offered;
