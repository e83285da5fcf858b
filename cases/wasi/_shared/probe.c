#include "probe.h"
#include <stdarg.h>

typedef struct {
  const char *scene, *name;
  Answer (*ask)(void);
} Question;

static Question questions[400];
static int known, number;
int count;
char **words;
const char *not_offered;

void add(const char *scene, const char *name, Answer (*ask)(void)) {
  questions[known++] = (Question){scene, name, ask};
}

Answer wrong(const char *format, ...) {
  static char text[600];
  va_list values;
  va_start(values, format);
  vsnprintf(text, sizeof text, format, values);
  va_end(values);
  return text;
}

const char *named(int number) {
  static char text[20];
  switch (number) {
#define NAME(error) case error: return #error;
    NAME(EACCES) NAME(EAGAIN) NAME(EBADF) NAME(EEXIST) NAME(EFAULT) NAME(EINVAL) NAME(EIO) NAME(EISDIR) NAME(ELOOP)
    NAME(ENAMETOOLONG) NAME(ENOENT) NAME(ENOSPC) NAME(ENOSYS) NAME(ENOTDIR) NAME(ENOTEMPTY) NAME(ENOTSUP) NAME(ENXIO)
    NAME(EPERM) NAME(EPIPE) NAME(EROFS) NAME(ESPIPE) NAME(EXDEV) NAME(ENOTSOCK) NAME(ENOBUFS) NAME(ERANGE) NAME(EMFILE)
    NAME(EMLINK) NAME(EOVERFLOW) NAME(ENOTCONN)
    case 76: return "ENOTCAPABLE";
  }
  snprintf(text, sizeof text, "errno %d", number);
  return text;
}

const char *in(const char *name) {
  static char paths[4][600];
  static int next;
  char *path = paths[next++ % 4];
  snprintf(path, 600, "/%d/%s", number, name);
  return path;
}

Answer works(const char *what, long result) {
  return result < 0 ? wrong("%s: %s got", what, named(errno)) : NULL;
}

Answer refuses(long result, int wanted, int other) {
  if (result >= 0) return wrong("%s wanted, no error got", named(wanted));
  return errno == wanted || errno == other ? NULL : wrong("%s wanted, %s got", named(wanted), named(errno));
}

Answer same(const char *what, long long got, long long wanted) {
  return got == wanted ? NULL : wrong("%s: %lld wanted, %lld got", what, wanted, got);
}

Answer same_text(const char *what, const char *got, const char *wanted) {
  return got && !strcmp(got, wanted) ? NULL : wrong("%s: %s wanted, %s got", what, wanted, got ? got : "none");
}

Answer holds(const char *path, const char *wanted) {
  char got[200];
  int fd = open(path, O_RDONLY);
  TRY(works("open", fd));
  long length = read(fd, got, sizeof got - 1);
  TRY(works("read", length));
  close(fd);
  got[length] = 0;
  return same_text("content", got, wanted);
}

Answer saves(const char *path, const char *text) {
  int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  TRY(works("open", fd));
  TRY(works("write", write(fd, text, strlen(text))));
  return works("close", close(fd));
}

Answer gone(const char *path) {
  struct stat info;
  return refuses(lstat(path, &info), ENOENT, ENOENT);
}

Answer stays(const char *path) {
  int fd = open(path, O_RDONLY);
  if (fd >= 0) close(fd);
  return same("an error", fd < 0, 1);
}

int main(int all, char **given) {
  const char *scene = given[1];
  FILE *out = given[2][0] == '2' ? stderr : stdout;
  int start = atoi(given[all - 1]);
  count = all - 4;
  words = given + 3;
  for (int i = 0; i < known; i++) {
    if (strcmp(questions[i].scene, scene)) continue;
    if (number >= start) {
      fprintf(out, "=== RUN   %s\n", questions[i].name);
      fflush(out);
      not_offered = NULL;
      Answer answer = questions[i].ask();
      if (not_offered) fprintf(out, "--- FAIL: %s: the module would import env.%s\n", questions[i].name, not_offered);
      else if (!answer) fprintf(out, "--- PASS: %s\n", questions[i].name);
      else fprintf(out, "--- %s: %s: %s\n", strncmp(answer, "not applicable", 14) ? "FAIL" : "SKIP", questions[i].name, answer);
      fflush(out);
    }
    number++;
  }
  fprintf(out, "=== DONE\n");
  fflush(out);
  return 0;
}
