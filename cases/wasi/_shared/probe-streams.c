/* What POSIX (read, write, lseek, isatty, poll) demands of standard streams. */
#include "probe.h"
#include <poll.h>

static Answer reads_input(const char *wanted) {
  char got[100] = "";
  int length = 0, more;
  while ((more = read(0, got + length, sizeof got - 1 - length)) > 0) length += more;
  TRY(works("read", more));
  return same_text("input", got, wanted);
}

ASK("stdin-empty", "streams/stdin-empty", stdin_empty) { return reads_input(""); }
ASK("stdin-file", "streams/stdin-file-no-terminal", file_no_terminal) { return same("isatty", isatty(0), 0); }
/* lseek: a file may be sought in, whatever its descriptor is called. */
ASK("stdin-file", "streams/stdin-file-seek", file_seek) {
  TRY(same("offset", lseek(0, 4, SEEK_SET), 4));
  return same("offset", lseek(0, 0, SEEK_SET), 0);
}
ASK("stdin-file", "streams/stdin-file", stdin_file) { return reads_input("one\ntwo\n"); }
ASK("stdin-pipe", "streams/stdin-pipe-no-terminal", pipe_no_terminal) { return same("isatty", isatty(0), 0); }
/* lseek: [ESPIPE] the descriptor is a pipe's. */
ASK("stdin-pipe", "streams/stdin-pipe-seek", pipe_seek) { return refuses(lseek(0, 0, SEEK_CUR), ESPIPE, ESPIPE); }
/* poll: POLLIN where data can be read. */
ASK("stdin-pipe", "streams/stdin-pipe-poll", pipe_poll) {
  struct pollfd one = {0, POLLIN, 0};
  TRY(same("descriptors", poll(&one, 1, 5000), 1));
  return same("to be read", (one.revents & POLLIN) != 0, 1);
}
ASK("stdin-pipe", "streams/stdin-pipe", stdin_pipe) {
  char line[20] = "";
  TRY(same_text("line", fgets(line, sizeof line, stdin), "one\n"));
  TRY(same_text("line", fgets(line, sizeof line, stdin), "two\n"));
  return same("end", fgets(line, sizeof line, stdin) == NULL && feof(stdin), 1);
}
/* read: it waits for what comes a second later; [EAGAIN] is for descriptors that were made non-blocking by the program. */
ASK("stdin-large", "streams/stdin-pipe-megabyte", stdin_large) {
  static char part[10000];
  long length = 0, more;
  while ((more = read(0, part, sizeof part)) > 0) length += more;
  TRY(works("read", more));
  return same("bytes", length, 1 << 20);
}
/* exec: where 0, 1 or 2 would be closed, an implementation may open an unspecified file for it. So it is an error or the
   end of a file, and nothing worse. */
ASK("stdin-closed", "streams/stdin-closed", stdin_closed) {
  char byte;
  long got = read(0, &byte, 1);
  return got == 0 ? NULL : refuses(got, EBADF, EBADF);
}
ASK("stdout-file", "streams/stdout-file-no-terminal", out_no_terminal) { return same("isatty", isatty(1), 0); }
ASK("stdout-file", "streams/stdout-file", stdout_file) { return same("bytes written", write(1, "written", 7), 7); }
/* Closed: as for reading; /dev/null may have been opened in its place. */
ASK("stdout-closed", "streams/stdout-closed", stdout_closed) {
  long got = write(1, "written", 7);
  return got == 7 ? NULL : refuses(got, EBADF, 76);
}
/* write: [ENOSPC] there is no space; /dev/full never has any. */
ASK("stdout-full", "streams/stdout-full", stdout_full) { return refuses(write(1, "written", 7), ENOSPC, ENOSPC); }
