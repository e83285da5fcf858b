/* What POSIX (exec, environ, getentropy, exit) demands of arguments, environment, random bytes and the end of a program. */
#include "probe.h"

extern char **environ;
int getentropy(void *, size_t);

/* exec: the argument strings are handed on as they are, in their order; args_get. probe-scenes.sh gives them. */
ASK("main", "arguments/count", count_arguments) { return same("arguments", count, 6); }
ASK("main", "arguments/program", program) {
  const char *name = words[-3], *end = "main.wasm";
  size_t length = strlen(name);
  return same("ends with the module's name", length >= 9 && !strcmp(name + length - 9, end), 1);
}
static Answer argument(int at, const char *wanted) {
  return at < count ? same_text("argument", words[at], wanted) : same("arguments", count, 6);
}
ASK("main", "arguments/spaces", argument_spaces) { return argument(0, "two  words"); }
ASK("main", "arguments/empty", argument_empty) { return argument(1, ""); }
ASK("main", "arguments/unicode", argument_unicode) { return argument(2, "ä€😀"); }
ASK("main", "arguments/dashes", argument_dashes) { return argument(3, "--dir"); }
ASK("main", "arguments/newline", argument_newline) { return argument(4, "line\nbreak"); }
ASK("main", "arguments/long", argument_long) { return same("length", count == 6 ? strlen(words[5]) : 0, 4000); }

/* environ: strings of the form name=value; only what was granted reaches a guest (environ_get). */
ASK("main", "environment/value", value) { return same_text("value", getenv("PLAIN"), "value"); }
ASK("main", "environment/empty", empty) { return same_text("value", getenv("EMPTY"), ""); }
ASK("main", "environment/equals", equals) { return same_text("value", getenv("EQUALS"), "a=b=c"); }
ASK("main", "environment/spaces", spaces) { return same_text("value", getenv("SPACES"), "two  words"); }
ASK("main", "environment/unicode", unicode) { return same_text("value", getenv("UNICODE"), "ä€😀"); }
ASK("main", "environment/missing", missing) { return same("found", getenv("MISSING") != NULL, 0); }
ASK("main", "environment/nothing-else", nothing_else) {
  /* Emscripten's script gives programs a PATH and a HOME of its own invention; without the script there are none. */
  return same("the machine's PATH and HOME", getenv("PATH") || getenv("HOME"), 0);
}
ASK("main", "environment/set", set_variable) {
  TRY(works("set", setenv("PLAIN", "new", 1)));
  return same_text("value", getenv("PLAIN"), "new");
}

/* getentropy, random_get: the buffer is filled with random bytes. */
ASK("main", "random/fills", random_fills) {
  static unsigned char got[64], zeros[16];
  TRY(works("getentropy", getentropy(got, sizeof got)));
  /* 64 bytes of which none reaches the last 16 are as good as impossible. */
  return same("zeros at the end", !memcmp(got + 48, zeros, 16), 0);
}
ASK("main", "random/differs", random_differs) {
  unsigned char one[32], other[32];
  TRY(works("getentropy", getentropy(one, 32)));
  TRY(works("getentropy", getentropy(other, 32)));
  return same("equal", !memcmp(one, other, 32), 0);
}
ASK("main", "random/nothing", random_nothing) { return works("getentropy", getentropy(words, 0)); }
/* getentropy(3): [EIO] for more than 256 bytes. POSIX.1-2024: [EINVAL]. */
ASK("main", "random/too-much", random_too_much) {
  static char buffer[300];
  return refuses(getentropy(buffer, sizeof buffer), EIO, EINVAL);
}

ASK("exit-0", "exit/code", exit_0) { exit(0); }
ASK("exit-1", "exit/code", exit_1) { exit(1); }
ASK("exit-3", "exit/code", exit_3) { exit(3); }
ASK("exit-125", "exit/code", exit_125) { exit(125); }
ASK("exit-126", "exit/code", exit_126) { exit(126); }
ASK("exit-255", "exit/code", exit_255) { exit(255); }
ASK("exit-abort", "exit/abort", exit_abort) { abort(); }
/* exit: all open streams are flushed. */
ASK("exit-output", "exit/output", exit_output) {
  printf("last");
  exit(0);
}
