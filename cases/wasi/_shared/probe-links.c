/* What POSIX (link, symlink, readlink, path resolution) demands of links, and that none leads out of what was granted. */
#include "probe.h"

static Answer points(const char *path, const char *wanted) {
  char got[200];
  long length = readlink(path, got, sizeof got - 1);
  TRY(works("readlink", length));
  got[length] = 0;
  return same_text("target", got, wanted);
}
static Answer hard(const char *from, const char *to) { return works("link", link(from, to)); }
static Answer symlinks(const char *target, const char *path) { return works("symlink", symlink(target, path)); }
static Answer cannot_read(const char *path, int wanted) {
  int fd = open(path, O_RDONLY);
  if (fd >= 0) close(fd);
  return refuses(fd, wanted, wanted);
}

ASK("main", "links/hard", hard_link) {
  TRY(hard(in("file"), in("new")));
  return holds(in("new"), "0123456789");
}
ASK("main", "links/hard-shares-content", hard_shares_content) {
  TRY(hard(in("file"), in("new")));
  TRY(saves(in("file"), "abc"));
  return holds(in("new"), "abc");
}
ASK("main", "links/hard-outlives", hard_outlives) {
  TRY(hard(in("file"), in("new")));
  TRY(works("unlink", unlink(in("file"))));
  return holds(in("new"), "0123456789");
}
/* link: [EEXIST] the new path names an existing file. */
ASK("main", "links/hard-existing", hard_existing) { return refuses(link(in("file"), in("empty")), EEXIST, EEXIST); }
ASK("main", "links/hard-missing", hard_missing) { return refuses(link(in("none"), in("new")), ENOENT, ENOENT); }
/* link: [EPERM] on a directory, where it may not be linked; Linux never allows it. */
ASK("main", "links/hard-directory", hard_directory) { return refuses(link(in("folder"), in("new")), EPERM, EPERM); }
ASK("main", "links/symbolic", symbolic_link) {
  TRY(symlinks("file", in("new")));
  TRY(points(in("new"), "file"));
  return holds(in("new"), "0123456789");
}
ASK("main", "links/symbolic-dangling", symbolic_dangling) {
  TRY(symlinks("none", in("new")));
  return points(in("new"), "none");
}
ASK("main", "links/symbolic-existing", symbolic_existing) { return refuses(symlink("file", in("empty")), EEXIST, EEXIST); }
/* symlink: [ENOENT] the target is an empty string (Linux: symlink(2)). */
ASK("main", "links/symbolic-empty-target", symbolic_empty_target) { return refuses(symlink("", in("new")), ENOENT, ENOENT); }
ASK("main", "links/read", read_link) { return points(in("link"), "file"); }
ASK("main", "links/read-dangling", read_dangling) { return points(in("dangling"), "nowhere"); }
/* readlink: [EINVAL] path names a file that is no symbolic link. */
ASK("main", "links/read-file", read_file) {
  char got[9];
  return refuses(readlink(in("file"), got, 9), EINVAL, EINVAL);
}
ASK("main", "links/read-missing", read_missing) {
  char got[9];
  return refuses(readlink(in("none"), got, 9), ENOENT, ENOENT);
}
/* readlink: what does not fit is cut off, the rest is untouched. */
ASK("main", "links/read-short-buffer", read_short_buffer) {
  char got[5] = "....";
  TRY(same("length", readlink(in("dangling"), got, 3), 3));
  return same_text("buffer", got, "now.");
}
ASK("main", "links/follow", follow) { return holds(in("link"), "0123456789"); }
ASK("main", "links/follow-directory", follow_directory) { return holds(in("folder-link/inner"), "inner"); }
ASK("main", "links/follow-write", follow_write) {
  TRY(saves(in("link"), "abc"));
  return holds(in("file"), "abc");
}
/* open: [ENOENT] a dangling link without O_CREAT; with it the target is made. */
ASK("main", "links/dangling-open", dangling_open) { return cannot_read(in("dangling"), ENOENT); }
ASK("main", "links/dangling-create", dangling_create) {
  TRY(saves(in("dangling"), "abc"));
  return holds(in("nowhere"), "abc");
}
/* open: [ELOOP]. */
ASK("main", "links/loop", loop) { return cannot_read(in("loop"), ELOOP); }
/* unlink: a symbolic link is removed itself. */
ASK("main", "links/unlink", unlink_link) {
  TRY(works("unlink", unlink(in("link"))));
  TRY(holds(in("file"), "0123456789"));
  return gone(in("link"));
}
/* Nothing outside of what was granted may be reached: `secret` lies in the folder above. A host may refuse, or take the
   granted folder for the top of everything, as chroot does. Where no file can be read, this says nothing. */
ASK("main", "links/escape-read", escape_read) {
  TRY(holds(in("file"), "0123456789"));
  return stays(in("escape"));
}
ASK("main", "links/escape-by-own-link", escape_by_own_link) {
  TRY(holds(in("file"), "0123456789"));
  symlink("../../secret", in("new"));
  return stays(in("new"));
}
ASK("main", "links/escape-by-directory", escape_by_directory) {
  TRY(holds(in("file"), "0123456789"));
  symlink("../..", in("new"));
  return stays(in("new/secret"));
}
ASK("main", "links/escape-absolute", escape_absolute) {
  TRY(holds(in("file"), "0123456789"));
  symlink("/etc/passwd", in("new"));
  return stays(in("new"));
}
ASK("main", "links/escape-by-dots", escape_by_dots) {
  TRY(holds(in("file"), "0123456789"));
  return stays("../../../secret");
}
/* A link may be read, wherever it leads. */
ASK("main", "links/escape-readlink", escape_readlink) { return points(in("escape"), "../../secret"); }
/* A link that goes up and stays inside leads somewhere. */
ASK("main", "links/up-and-inside", up_and_inside) {
  TRY(symlinks("../../top", in("folder/new")));
  return holds(in("folder/new"), "fs");
}
