/* WASI preview 1 (fd_prestat_get, fd_prestat_dir_name): a guest has the folders that were granted, under the names that were
   given to them, and nothing else. POSIX knows no such thing: what is outside does not exist. */
#include "probe.h"

/* With /data and /other granted; `top` holds the name of the machine's folder. */
ASK("preopens", "preopens/name-absolute", absolute) { return holds("/data/top", "one"); }
ASK("preopens", "preopens/second", second) { return holds("/other/top", "two"); }
ASK("preopens", "preopens/write", write_file) {
  TRY(saves("/data/2/new", "abc"));
  return holds("/data/2/new", "abc");
}
ASK("preopens", "preopens/stat", stat_granted) {
  struct stat info;
  TRY(works("stat", stat("/data", &info)));
  return same("directory", S_ISDIR(info.st_mode), 1);
}
/* rename: [EXDEV] only where the file systems are different ones. */
ASK("preopens", "preopens/rename-across", rename_across) {
  TRY(works("rename", rename("/data/5/file", "/other/5/new")));
  return holds("/other/5/new", "0123456789");
}
/* open: [ENOENT]. */
ASK("preopens", "preopens/outside", outside) { return refuses(open("/nowhere/file", O_RDONLY), ENOENT, ENOENT); }
/* A name is whole components: /database is not in /data. */
ASK("preopens", "preopens/outside-longer-name", longer_name) {
  TRY(holds("/data/top", "one"));
  return stays("/database/top");
}
ASK("preopens", "preopens/outside-dots", outside_dots) {
  TRY(holds("/data/top", "one"));
  return stays("/data/../../../../../../etc/passwd");
}
ASK("preopens", "preopens/outside-write", outside_write) {
  TRY(holds("/data/top", "one"));
  return same("an error", open("/nowhere", O_CREAT | O_WRONLY, 0644) < 0, 1);
}
ASK("preopens", "preopens/dots-inside", dots_inside) { return holds("/data/0/../top", "one"); }

/* With / and /data granted: the longer name wins, as a mount does. */
ASK("preopens-nested", "preopens/nested-outer", nested_outer) { return holds("/top", "one"); }
ASK("preopens-nested", "preopens/nested-inner", nested_inner) { return holds("/data/top", "two"); }
ASK("preopens-relative", "preopens/name-relative", relative) { return holds("data/top", "one"); }
ASK("preopens-dot", "preopens/name-dot", dot) { return holds("top", "one"); }
ASK("preopens-root", "preopens/name-root", root) { return holds("/top", "one"); }
ASK("preopens-slash", "preopens/name-slash-at-end", slash) { return holds("/data/top", "one"); }
/* A program without any folder starts, and finds none. */
ASK("preopens-none", "preopens/none", none) { return stays("/top"); }
ASK("preopens-none", "preopens/none-relative", none_relative) { return stays("top"); }
ASK("preopens-read-only", "preopens/read-only-read", read_only_read) { return holds("/top", "one"); }
ASK("preopens-read-only", "preopens/read-only-write", read_only_write) {
  TRY(holds("/top", "one"));
  return same("an error", open("/1/file", O_WRONLY) < 0, 1);
}
ASK("preopens-read-only", "preopens/read-only-create", read_only_create) {
  TRY(holds("/top", "one"));
  return same("an error", open("/2/new", O_CREAT | O_WRONLY, 0644) < 0, 1);
}
ASK("preopens-read-only", "preopens/read-only-remove", read_only_remove) { return same("an error", unlink("/3/file") < 0, 1); }
