/* What POSIX (mkdir, rmdir, unlink, readdir, rename) demands of directories. */
#include "probe.h"
#include <dirent.h>

/* Demands so many entries, without . and .. */
static Answer lists(const char *path, int wanted) {
  int found = 0;
  struct dirent *entry;
  DIR *dir = opendir(path);
  TRY(works("opendir", dir ? 0 : -1));
  while ((entry = readdir(dir))) found += strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..");
  TRY(works("closedir", closedir(dir)));
  return same("entries", found, wanted);
}
static Answer fills(int count) {
  char name[40];
  for (int i = 0; i < count; i++) {
    sprintf(name, "hollow/%04d", i);
    TRY(saves(in(name), ""));
  }
  return NULL;
}
static Answer renames(const char *from, const char *to) { return works("rename", rename(from, to)); }

ASK("main", "directories/make", make) {
  TRY(works("make", mkdir(in("new"), 0755)));
  return lists(in("new"), 0);
}
/* mkdir: a trailing slash may follow the name of a directory. */
ASK("main", "directories/make-trailing-slash", make_trailing_slash) {
  TRY(works("make", mkdir(in("new/"), 0755)));
  return lists(in("new"), 0);
}
/* mkdir: [EEXIST] the named file exists. */
ASK("main", "directories/make-existing", make_existing) { return refuses(mkdir(in("folder"), 0755), EEXIST, EEXIST); }
ASK("main", "directories/make-over-file", make_over_file) { return refuses(mkdir(in("file"), 0755), EEXIST, EEXIST); }
/* mkdir: if path names a symbolic link, it shall fail with [EEXIST]. */
ASK("main", "directories/make-over-dangling", make_over_dangling) { return refuses(mkdir(in("dangling"), 0755), EEXIST, EEXIST); }
/* mkdir: [ENOENT] a component of the path prefix does not exist. */
ASK("main", "directories/make-under-missing", make_under_missing) { return refuses(mkdir(in("none/new"), 0755), ENOENT, ENOENT); }
/* mkdir: [ENOTDIR] a component of the path prefix is a file. */
ASK("main", "directories/make-under-file", make_under_file) { return refuses(mkdir(in("file/new"), 0755), ENOTDIR, ENOTDIR); }
ASK("main", "directories/remove", remove_directory) {
  TRY(works("remove", rmdir(in("hollow"))));
  return gone(in("hollow"));
}
/* rmdir: [EEXIST] or [ENOTEMPTY] the directory is not empty. */
ASK("main", "directories/remove-full", remove_full) {
  TRY(refuses(rmdir(in("folder")), ENOTEMPTY, EEXIST));
  return lists(in("folder"), 1);
}
/* rmdir: [ENOTDIR] a component is not a directory. */
ASK("main", "directories/remove-file", remove_file) { return refuses(rmdir(in("file")), ENOTDIR, ENOTDIR); }
/* rmdir: [ENOTDIR] if path refers to a symbolic link. */
ASK("main", "directories/remove-link", remove_link) { return refuses(rmdir(in("folder-link")), ENOTDIR, ENOTDIR); }
ASK("main", "directories/remove-missing", remove_missing) { return refuses(rmdir(in("none")), ENOENT, ENOENT); }
/* rmdir: [EINVAL] the last component is dot. */
ASK("main", "directories/remove-dot", remove_dot) { return refuses(rmdir(in("hollow/.")), EINVAL, EINVAL); }
ASK("main", "directories/unlink", unlink_file) {
  TRY(works("unlink", unlink(in("file"))));
  return gone(in("file"));
}
ASK("main", "directories/unlink-missing", unlink_missing) { return refuses(unlink(in("none")), ENOENT, ENOENT); }
/* unlink: [EPERM] on a directory; Linux says EISDIR (unlink(2)), and so may WASI. */
ASK("main", "directories/unlink-directory", unlink_directory) { return refuses(unlink(in("hollow")), EPERM, EISDIR); }
/* unlink: [ENOTDIR] a path that ends with a slash and names a file. */
ASK("main", "directories/unlink-trailing-slash", unlink_trailing_slash) { return refuses(unlink(in("file/")), ENOTDIR, ENOTDIR); }
/* readdir: each entry once. */
ASK("main", "directories/list", list_directory) { return lists(in(""), 10); }
ASK("main", "directories/list-empty", list_empty) { return lists(in("hollow"), 0); }
/* opendir: [ENOTDIR], [ENOENT]. */
ASK("main", "directories/list-file", list_file) { return refuses(opendir(in("file")) ? 0 : -1, ENOTDIR, ENOTDIR); }
ASK("main", "directories/list-missing", list_missing) { return refuses(opendir(in("none")) ? 0 : -1, ENOENT, ENOENT); }
ASK("main", "directories/list-many", list_many) {
  TRY(fills(600));
  return lists(in("hollow"), 600);
}
/* rewinddir: the directory's present state. */
ASK("main", "directories/list-again", list_again) {
  DIR *dir = opendir(in("hollow"));
  int found = 0;
  struct dirent *entry;
  TRY(works("opendir", dir ? 0 : -1));
  while (readdir(dir));
  TRY(saves(in("hollow/new"), ""));
  rewinddir(dir);
  while ((entry = readdir(dir))) found += !strcmp(entry->d_name, "new");
  return same("found after rewinding", found, 1);
}
/* telldir, seekdir: back to where it was. */
ASK("main", "directories/list-seek", list_seek) {
  DIR *dir = opendir(in(""));
  struct dirent *entry;
  TRY(works("opendir", dir ? 0 : -1));
  readdir(dir);
  long at = telldir(dir);
  entry = readdir(dir);
  char name[100] = "";
  if (entry) strncpy(name, entry->d_name, 99);
  readdir(dir);
  seekdir(dir, at);
  entry = readdir(dir);
  return same_text("entry", entry ? entry->d_name : NULL, name);
}
ASK("main", "directories/rename-file", rename_file) {
  TRY(renames(in("file"), in("new")));
  TRY(holds(in("new"), "0123456789"));
  return gone(in("file"));
}
ASK("main", "directories/rename-over-file", rename_over_file) {
  TRY(renames(in("file"), in("empty")));
  TRY(holds(in("empty"), "0123456789"));
  return gone(in("file"));
}
ASK("main", "directories/rename-into-directory", rename_into_directory) {
  TRY(renames(in("file"), in("folder/file")));
  return holds(in("folder/file"), "0123456789");
}
ASK("main", "directories/rename-directory", rename_directory) {
  TRY(renames(in("folder"), in("new")));
  TRY(lists(in("new"), 1));
  return gone(in("folder"));
}
ASK("main", "directories/rename-over-empty", rename_over_empty) {
  TRY(renames(in("folder"), in("hollow")));
  return lists(in("hollow"), 1);
}
ASK("main", "directories/rename-same", rename_same) {
  TRY(renames(in("file"), in("file")));
  return holds(in("file"), "0123456789");
}
ASK("main", "directories/rename-link", rename_link) {
  TRY(renames(in("dangling"), in("new")));
  return gone(in("dangling"));
}
/* rename: [ENOTEMPTY]. */
ASK("main", "directories/rename-over-full", rename_over_full) { return refuses(rename(in("hollow"), in("folder")), ENOTEMPTY, EEXIST); }
/* rename: [EISDIR]. */
ASK("main", "directories/rename-file-over-directory", rename_file_over_directory) { return refuses(rename(in("file"), in("hollow")), EISDIR, EISDIR); }
/* rename: [ENOTDIR]. */
ASK("main", "directories/rename-directory-over-file", rename_directory_over_file) { return refuses(rename(in("folder"), in("file")), ENOTDIR, ENOTDIR); }
/* rename: [EINVAL]. */
ASK("main", "directories/rename-into-itself", rename_into_itself) {
  return refuses(rename(in("folder"), in("folder/new")), EINVAL, EINVAL);
}
/* rename: [ENOENT]. */
ASK("main", "directories/rename-missing", rename_missing) { return refuses(rename(in("none"), in("new")), ENOENT, ENOENT); }
/* chdir, getcwd. */
ASK("main", "directories/change", change) {
  char at[100], wanted[100];
  snprintf(wanted, sizeof wanted, "%s", in("folder"));
  TRY(works("chdir", chdir(wanted)));
  TRY(holds("inner", "inner"));
  TRY(same_text("directory", getcwd(at, sizeof at), wanted));
  return works("back", chdir("/"));
}
ASK("main", "directories/change-to-file", change_to_file) { return refuses(chdir(in("file")), ENOTDIR, ENOTDIR); }
ASK("main", "directories/dot-dot", dot_dot) { return holds(in("folder/../file"), "0123456789"); }
