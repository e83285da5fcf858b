/* What POSIX (open, read, write, lseek, ftruncate, fsync, unlink) demands of files. */
#include "probe.h"
#include <sys/uio.h>

/* Opens a file of the question's folder. */
#define OPEN(fd, name, flags)                   \
  int fd = open(in(name), flags, 0644);         \
  TRY(works("open", fd))

static Answer reads(int fd, int size, const char *wanted) {
  char got[200];
  long length = read(fd, got, size);
  TRY(works("read", length));
  got[length] = 0;
  return same_text("read", got, wanted);
}
static Answer writes(int fd, const char *text) {
  long length = write(fd, text, strlen(text));
  TRY(works("write", length));
  return same("bytes written", length, strlen(text));
}
static Answer seeks(int fd, long offset, int whence, long wanted) {
  long long at = lseek(fd, offset, whence);
  TRY(works("seek", at < 0 ? -1 : 0));
  return same("offset", at, wanted);
}
static Answer closes(int fd) { return works("close", close(fd)); }
static Answer cannot_open(const char *path, int flags, int wanted) {
  int fd = open(path, flags, 0644);
  if (fd >= 0) close(fd);
  return refuses(fd, wanted, wanted);
}

ASK("main", "files/open-existing", open_existing) {
  OPEN(fd, "file", O_RDONLY);
  TRY(reads(fd, 20, "0123456789"));
  return closes(fd);
}
/* open: [ENOENT] O_CREAT is not set and a component of path does not name an existing file. */
ASK("main", "files/open-missing", open_missing) { return cannot_open(in("none"), O_RDONLY, ENOENT); }
/* open: [ENOENT] path is an empty string. */
ASK("main", "files/open-empty-name", open_empty_name) { return cannot_open("", O_RDONLY, ENOENT); }
/* open: [ENOTDIR] a component of the path prefix names an existing file that is no directory. */
ASK("main", "files/open-through-file", open_through_file) { return cannot_open(in("file/x"), O_RDONLY, ENOTDIR); }
/* open: [ENAMETOOLONG] a component is longer than NAME_MAX, 255 on Linux. */
ASK("main", "files/open-long-name", open_long_name) {
  char name[257] = "";
  memset(name, 'n', 256);
  return cannot_open(in(name), O_RDONLY, ENAMETOOLONG);
}
/* open: [EACCES] the permissions specified by oflag are denied. */
ASK("main", "files/open-no-permission", open_no_permission) { return cannot_open(in("readonly"), O_WRONLY, EACCES); }
/* open, O_CREAT: the file shall be created. */
ASK("main", "files/open-creat-new", open_creat_new) {
  OPEN(fd, "new", O_CREAT | O_WRONLY);
  TRY(writes(fd, "abc"));
  TRY(closes(fd));
  return holds(in("new"), "abc");
}
/* open, O_CREAT: if the file exists, this flag has no effect. */
ASK("main", "files/open-creat-existing", open_creat_existing) {
  OPEN(fd, "file", O_CREAT | O_WRONLY);
  TRY(writes(fd, "ab"));
  TRY(closes(fd));
  return holds(in("file"), "ab23456789");
}
ASK("main", "files/open-creat-excl-new", open_creat_excl_new) {
  OPEN(fd, "new", O_CREAT | O_EXCL | O_RDWR);
  TRY(writes(fd, "abc"));
  return closes(fd);
}
/* open: [EEXIST] O_CREAT and O_EXCL are set and the named file exists. */
ASK("main", "files/open-creat-excl-existing", open_creat_excl_existing) { return cannot_open(in("file"), O_CREAT | O_EXCL | O_WRONLY, EEXIST); }
/* open: if O_EXCL and O_CREAT are set and path names a symbolic link, open shall fail, wherever the link leads. */
ASK("main", "files/open-creat-excl-dangling", open_creat_excl_dangling) {
  return cannot_open(in("dangling"), O_CREAT | O_EXCL | O_WRONLY, EEXIST);
}
/* open, O_TRUNC: its length shall be truncated to 0. */
ASK("main", "files/open-trunc", open_trunc) {
  OPEN(fd, "file", O_WRONLY | O_TRUNC);
  TRY(closes(fd));
  return holds(in("file"), "");
}
ASK("main", "files/open-creat-trunc-new", open_creat_trunc_new) {
  OPEN(fd, "new", O_CREAT | O_WRONLY | O_TRUNC);
  TRY(writes(fd, "abc"));
  TRY(closes(fd));
  return holds(in("new"), "abc");
}
ASK("main", "files/open-creat-trunc-existing", open_creat_trunc_existing) {
  OPEN(fd, "file", O_CREAT | O_WRONLY | O_TRUNC);
  TRY(writes(fd, "abc"));
  TRY(closes(fd));
  return holds(in("file"), "abc");
}
/* open, O_APPEND: the file offset shall be set to the end of the file prior to each write. */
ASK("main", "files/open-append", open_append) {
  OPEN(fd, "file", O_WRONLY | O_APPEND);
  TRY(writes(fd, "ab"));
  TRY(closes(fd));
  return holds(in("file"), "0123456789ab");
}
ASK("main", "files/open-append-after-seek", open_append_after_seek) {
  OPEN(fd, "file", O_RDWR | O_APPEND);
  TRY(seeks(fd, 2, SEEK_SET, 2));
  TRY(writes(fd, "ab"));
  TRY(seeks(fd, 0, SEEK_CUR, 12));
  TRY(closes(fd));
  return holds(in("file"), "0123456789ab");
}
ASK("main", "files/append-twice-open", append_twice_open) {
  OPEN(fd, "file", O_WRONLY | O_APPEND);
  OPEN(other, "file", O_WRONLY | O_APPEND);
  TRY(writes(fd, "a"));
  TRY(writes(other, "b"));
  TRY(writes(fd, "c"));
  return holds(in("file"), "0123456789abc");
}
/* open, O_DIRECTORY. */
ASK("main", "files/open-directory-flag", open_directory_flag) {
  OPEN(fd, "folder", O_RDONLY | O_DIRECTORY);
  return closes(fd);
}
/* open: [ENOTDIR] O_DIRECTORY was specified and path does not name a directory. */
ASK("main", "files/open-directory-flag-on-file", open_directory_flag_on_file) { return cannot_open(in("file"), O_RDONLY | O_DIRECTORY, ENOTDIR); }
/* open: [EISDIR] the named file is a directory and oflag includes O_WRONLY or O_RDWR. */
ASK("main", "files/open-directory-for-writing", open_directory_for_writing) { return cannot_open(in("folder"), O_RDWR, EISDIR); }
/* open: [ELOOP] O_NOFOLLOW was specified and path names a symbolic link. */
ASK("main", "files/open-nofollow", open_nofollow) { return cannot_open(in("link"), O_RDONLY | O_NOFOLLOW, ELOOP); }
/* open, O_NONBLOCK: on a regular file it changes nothing. */
ASK("main", "files/open-nonblock", open_nonblock) {
  OPEN(fd, "file", O_RDONLY | O_NONBLOCK);
  return reads(fd, 20, "0123456789");
}
/* open, O_SYNC: writes are seen. */
ASK("main", "files/open-sync", open_sync) {
  OPEN(fd, "file", O_WRONLY | O_SYNC);
  TRY(writes(fd, "ab"));
  return holds(in("file"), "ab23456789");
}
/* read: at the end of the file 0 bytes. */
ASK("main", "files/read-at-end", read_at_end) {
  OPEN(fd, "file", O_RDONLY);
  TRY(seeks(fd, 10, SEEK_SET, 10));
  TRY(reads(fd, 1, ""));
  return reads(fd, 1, "");
}
ASK("main", "files/read-empty", read_empty) { return holds(in("empty"), ""); }
/* read: [EBADF] the file is not open for reading; WASI has ENOTCAPABLE (76) to say for it. */
ASK("main", "files/read-write-only", read_write_only) {
  char byte;
  OPEN(fd, "file", O_WRONLY);
  return refuses(read(fd, &byte, 1), EBADF, 76);
}
/* read: [EISDIR] on a directory. */
ASK("main", "files/read-directory", read_directory) {
  char byte;
  OPEN(fd, "folder", O_RDONLY);
  return refuses(read(fd, &byte, 1), EISDIR, 76);
}
/* write: [EBADF] the file is not open for writing. */
ASK("main", "files/write-read-only", write_read_only) {
  OPEN(fd, "file", O_RDONLY);
  return refuses(write(fd, "a", 1), EBADF, 76);
}
/* write: of 0 bytes to a regular file returns 0. */
ASK("main", "files/write-nothing", write_nothing) {
  OPEN(fd, "file", O_WRONLY);
  return writes(fd, "");
}
ASK("main", "files/write-then-read", write_then_read) {
  OPEN(fd, "file", O_RDWR);
  TRY(writes(fd, "ab"));
  TRY(reads(fd, 3, "234"));
  TRY(writes(fd, "c"));
  TRY(seeks(fd, 0, SEEK_SET, 0));
  return reads(fd, 20, "ab234c6789");
}
/* writev: the parts in their order. */
ASK("main", "files/write-in-parts", write_in_parts) {
  struct iovec parts[3] = {{"ab", 2}, {"", 0}, {"cde", 3}};
  OPEN(fd, "new", O_CREAT | O_WRONLY);
  TRY(same("bytes written", writev(fd, parts, 3), 5));
  return holds(in("new"), "abcde");
}
/* readv: each part is filled before the next. */
ASK("main", "files/read-in-parts", read_in_parts) {
  char one[3] = "", other[4] = "";
  struct iovec parts[2] = {{one, 2}, {other, 3}};
  OPEN(fd, "file", O_RDONLY);
  TRY(same("bytes read", readv(fd, parts, 2), 5));
  TRY(same_text("first", one, "01"));
  return same_text("second", other, "234");
}
/* lseek: SEEK_SET, SEEK_CUR, SEEK_END. */
ASK("main", "files/seek-set", seek_set) {
  OPEN(fd, "file", O_RDONLY);
  TRY(seeks(fd, 4, SEEK_SET, 4));
  return reads(fd, 2, "45");
}
ASK("main", "files/seek-current", seek_current) {
  OPEN(fd, "file", O_RDONLY);
  TRY(reads(fd, 4, "0123"));
  TRY(seeks(fd, -2, SEEK_CUR, 2));
  return reads(fd, 2, "23");
}
ASK("main", "files/seek-end", seek_end) {
  OPEN(fd, "file", O_RDONLY);
  TRY(seeks(fd, -3, SEEK_END, 7));
  return reads(fd, 9, "789");
}
ASK("main", "files/tell", tell) {
  OPEN(fd, "file", O_RDONLY);
  TRY(seeks(fd, 0, SEEK_CUR, 0));
  TRY(reads(fd, 4, "0123"));
  return seeks(fd, 0, SEEK_CUR, 4);
}
/* lseek: [EINVAL] the resulting file offset would be negative; the offset stays. */
ASK("main", "files/seek-before-start", seek_before_start) {
  OPEN(fd, "file", O_RDONLY);
  TRY(refuses(lseek(fd, -1, SEEK_SET), EINVAL, EINVAL));
  return seeks(fd, 0, SEEK_CUR, 0);
}
/* lseek: [EINVAL] whence is not a proper value. */
ASK("main", "files/seek-unknown-whence", seek_unknown_whence) {
  OPEN(fd, "file", O_RDONLY);
  return refuses(lseek(fd, 0, 9), EINVAL, EINVAL);
}
/* lseek: beyond the end. */
ASK("main", "files/seek-beyond-end", seek_beyond_end) {
  struct stat info;
  OPEN(fd, "file", O_RDWR);
  TRY(seeks(fd, 12, SEEK_SET, 12));
  TRY(reads(fd, 1, ""));
  TRY(writes(fd, "ab"));
  TRY(works("fstat", fstat(fd, &info)));
  return same("size", info.st_size, 14);
}
/* pread, pwrite: the file offset stays. */
ASK("main", "files/pread", pread) {
  char got[4] = "";
  OPEN(fd, "file", O_RDONLY);
  TRY(works("pread", pread(fd, got, 3, 5)));
  TRY(same_text("read", got, "567"));
  return reads(fd, 2, "01");
}
ASK("main", "files/pread-beyond-end", pread_beyond_end) {
  char byte;
  OPEN(fd, "file", O_RDONLY);
  return same("read", pread(fd, &byte, 1, 50), 0);
}
ASK("main", "files/pwrite", pwrite) {
  OPEN(fd, "file", O_RDWR);
  TRY(works("pwrite", pwrite(fd, "ab", 2, 5)));
  TRY(seeks(fd, 0, SEEK_CUR, 0));
  return holds(in("file"), "01234ab789");
}
ASK("main", "files/pwrite-extends", pwrite_extends) {
  struct stat info;
  OPEN(fd, "file", O_RDWR);
  TRY(works("pwrite", pwrite(fd, "ab", 2, 11)));
  TRY(works("fstat", fstat(fd, &info)));
  return same("size", info.st_size, 13);
}
/* ftruncate, truncate. */
ASK("main", "files/truncate-shrink", truncate_shrink) {
  OPEN(fd, "file", O_RDWR);
  TRY(works("truncate", ftruncate(fd, 4)));
  return holds(in("file"), "0123");
}
ASK("main", "files/truncate-grow", truncate_grow) {
  struct stat info;
  OPEN(fd, "file", O_RDWR);
  TRY(works("truncate", ftruncate(fd, 12)));
  TRY(works("fstat", fstat(fd, &info)));
  return same("size", info.st_size, 12);
}
ASK("main", "files/truncate-by-name", truncate_by_name) {
  TRY(works("truncate", truncate(in("file"), 4)));
  return holds(in("file"), "0123");
}
/* ftruncate: [EBADF] or [EINVAL] the file is not open for writing. */
ASK("main", "files/truncate-read-only", truncate_read_only) {
  OPEN(fd, "file", O_RDONLY);
  return refuses(ftruncate(fd, 4), EINVAL, EBADF);
}
/* ftruncate: [EINVAL] the length is below 0. */
ASK("main", "files/truncate-negative", truncate_negative) {
  OPEN(fd, "file", O_RDWR);
  return refuses(ftruncate(fd, -1), EINVAL, EINVAL);
}
/* ftruncate: the file offset stays. */
ASK("main", "files/truncate-keeps-offset", truncate_keeps_offset) {
  OPEN(fd, "file", O_RDWR);
  TRY(reads(fd, 6, "012345"));
  TRY(works("truncate", ftruncate(fd, 2)));
  return seeks(fd, 0, SEEK_CUR, 6);
}
/* posix_fallocate: the size grows to what was asked for. */
ASK("main", "files/allocate", allocate) {
  struct stat info;
  OPEN(fd, "file", O_RDWR);
  TRY(same("error", posix_fallocate(fd, 0, 4096), 0));
  TRY(works("fstat", fstat(fd, &info)));
  return same("size", info.st_size, 4096);
}
/* fsync, fdatasync. */
ASK("main", "files/sync", sync_file) {
  OPEN(fd, "file", O_WRONLY);
  TRY(writes(fd, "ab"));
  return works("sync", fsync(fd));
}
ASK("main", "files/sync-data", sync_data) {
  OPEN(fd, "file", O_WRONLY);
  TRY(writes(fd, "ab"));
  return works("sync", fdatasync(fd));
}
/* open: each open file description has an offset of its own. */
ASK("main", "files/open-twice", open_twice) {
  OPEN(fd, "file", O_RDONLY);
  OPEN(other, "file", O_RDONLY);
  TRY(reads(fd, 4, "0123"));
  TRY(reads(other, 2, "01"));
  return reads(fd, 2, "45");
}
/* unlink: the contents stay until all references to the file are closed. */
ASK("main", "files/unlink-while-open", unlink_while_open) {
  OPEN(fd, "file", O_RDONLY);
  TRY(works("unlink", unlink(in("file"))));
  TRY(gone(in("file")));
  return reads(fd, 20, "0123456789");
}
/* dup: both have one offset. */
ASK("main", "files/duplicate", duplicate) {
  OPEN(fd, "file", O_RDONLY);
  int other = dup(fd);
  TRY(works("dup", other));
  TRY(reads(fd, 4, "0123"));
  return reads(other, 2, "45");
}
/* close: [EBADF] on what is not open. */
ASK("main", "files/close-twice", close_twice) {
  OPEN(fd, "file", O_RDONLY);
  TRY(closes(fd));
  return refuses(close(fd), EBADF, EBADF);
}
ASK("main", "files/read-closed", read_closed) {
  char byte;
  OPEN(fd, "file", O_RDONLY);
  TRY(closes(fd));
  return refuses(read(fd, &byte, 1), EBADF, EBADF);
}
ASK("main", "files/read-never-open", read_never_open) {
  char byte;
  return refuses(read(77, &byte, 1), EBADF, EBADF);
}
ASK("main", "files/seek-never-open", seek_never_open) { return refuses(lseek(77, 0, SEEK_SET), EBADF, EBADF); }
/* open: {OPEN_MAX} is at least 20 (limits.h); here 100. */
ASK("main", "files/open-hundred", open_hundred) {
  for (int i = 0; i < 100; i++) TRY(works("open", open(in("file"), O_RDONLY)));
  return NULL;
}
/* access: what the file permits. */
ASK("main", "files/access", access_file) {
  TRY(works("access", access(in("readonly"), R_OK)));
  return refuses(access(in("readonly"), W_OK), EACCES, EACCES);
}
/* fopen, fseek, fgets, fclose. */
ASK("main", "files/stdio", stdio) {
  char line[20] = "";
  FILE *file = fopen(in("file"), "r+");
  TRY(works("fopen", file ? 0 : -1));
  fseek(file, 4, SEEK_SET);
  fgets(line, 4, file);
  TRY(same_text("line", line, "456"));
  return works("fclose", fclose(file));
}
/* A name with spaces, quotes and letters beyond ASCII is only bytes. */
ASK("main", "files/name-unicode", name_unicode) {
  TRY(saves(in("ä 'ß\" €😀"), "abc"));
  return holds(in("ä 'ß\" €😀"), "abc");
}
