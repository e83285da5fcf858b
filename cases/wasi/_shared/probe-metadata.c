/* What POSIX (stat, lstat, fstat, utimensat) demands of what a file is known by. */
#include "probe.h"

enum { LONG_AGO = 981173106 };  /* 2001-02-03 04:05:06 UTC, which `file` has */

static Answer is_type(const struct stat *info, int wanted) { return same("type", info->st_mode & S_IFMT, wanted); }
static Answer near(const struct stat *info) {
  long long distance = (long long)info->st_mtime - time(NULL);
  return same("modification is about now", distance > -60 && distance < 600, 1);
}
static Answer sets(const char *path, long seconds, long nanoseconds, int flags) {
  struct timespec times[2] = {{LONG_AGO, 0}, {seconds, nanoseconds}};
  return works("set", utimensat(AT_FDCWD, path, times, flags));
}
#define STAT(path) struct stat info; TRY(works("stat", stat(path, &info)))
#define LSTAT(path) struct stat info; TRY(works("lstat", lstat(path, &info)))
#define FSTAT(fd) struct stat info; TRY(works("fstat", fstat(fd, &info)))

ASK("main", "metadata/stat-size", stat_size) {
  STAT(in("file"));
  return same("size", info.st_size, 10);
}
ASK("main", "metadata/stat-file", stat_file) {
  STAT(in("file"));
  return is_type(&info, S_IFREG);
}
ASK("main", "metadata/stat-directory", stat_directory) {
  STAT(in("folder"));
  return is_type(&info, S_IFDIR);
}
/* stat: a trailing slash is only for directories. */
ASK("main", "metadata/stat-trailing-slash", stat_trailing_slash) {
  STAT(in("folder/"));
  return refuses(stat(in("file/"), &info), ENOTDIR, ENOTDIR);
}
ASK("main", "metadata/stat-missing", stat_missing) {
  struct stat info;
  return refuses(stat(in("none"), &info), ENOENT, ENOENT);
}
ASK("main", "metadata/stat-root", stat_root) {
  STAT("/");
  return is_type(&info, S_IFDIR);
}
/* stat follows links, lstat does not. */
ASK("main", "metadata/stat-link", stat_link) {
  STAT(in("link"));
  TRY(is_type(&info, S_IFREG));
  return same("size", info.st_size, 10);
}
ASK("main", "metadata/stat-dangling", stat_dangling) {
  struct stat info;
  return refuses(stat(in("dangling"), &info), ENOENT, ENOENT);
}
ASK("main", "metadata/stat-loop", stat_loop) {
  struct stat info;
  return refuses(stat(in("loop"), &info), ELOOP, ELOOP);
}
ASK("main", "metadata/lstat-link", lstat_link) {
  LSTAT(in("link"));
  return is_type(&info, S_IFLNK);
}
/* lstat: the size of a symbolic link is the length of its target. */
ASK("main", "metadata/lstat-link-size", lstat_link_size) {
  LSTAT(in("link"));
  return same("size", info.st_size, 4);
}
ASK("main", "metadata/lstat-dangling", lstat_dangling) {
  LSTAT(in("dangling"));
  return is_type(&info, S_IFLNK);
}
ASK("main", "metadata/fstat-file", fstat_file) {
  int fd = open(in("file"), O_RDONLY);
  TRY(works("open", fd));
  FSTAT(fd);
  TRY(is_type(&info, S_IFREG));
  return same("size", info.st_size, 10);
}
ASK("main", "metadata/fstat-directory", fstat_directory) {
  int fd = open(in("folder"), O_RDONLY);
  TRY(works("open", fd));
  FSTAT(fd);
  return is_type(&info, S_IFDIR);
}
/* fstat: any open descriptor has a status. */
ASK("main", "metadata/fstat-stdout", fstat_stdout) {
  FSTAT(1);
  return same("a type", info.st_mode != 0, 1);
}
ASK("main", "metadata/modified", modified) {
  STAT(in("file"));
  return same("time as set", info.st_mtime == LONG_AGO, 1);
}
/* write: marks the last modification for update. */
ASK("main", "metadata/modified-by-write", modified_by_write) {
  TRY(saves(in("file"), "abc"));
  STAT(in("file"));
  return near(&info);
}
/* utimensat. */
ASK("main", "metadata/set-times", set_times) {
  TRY(sets(in("empty"), LONG_AGO + 3600, 0, 0));
  STAT(in("empty"));
  return same("time as set", info.st_mtime == LONG_AGO + 3600, 1);
}
ASK("main", "metadata/set-times-nanoseconds", set_times_nanoseconds) {
  TRY(sets(in("empty"), LONG_AGO, 123456789, 0));
  STAT(in("empty"));
  return same("nanoseconds as set", info.st_mtim.tv_nsec == 123456789, 1);
}
ASK("main", "metadata/set-times-directory", set_times_directory) {
  TRY(sets(in("folder"), LONG_AGO, 0, 0));
  STAT(in("folder"));
  return same("time as set", info.st_mtime == LONG_AGO, 1);
}
/* utimensat without AT_SYMLINK_NOFOLLOW: the target gets the times. */
ASK("main", "metadata/set-times-link", set_times_link) {
  TRY(sets(in("link"), LONG_AGO + 3600, 0, 0));
  STAT(in("file"));
  return same("time as set", info.st_mtime == LONG_AGO + 3600, 1);
}
/* utimensat with AT_SYMLINK_NOFOLLOW. */
ASK("main", "metadata/set-times-of-link-itself", set_times_of_link_itself) {
  TRY(sets(in("link"), LONG_AGO + 7200, 0, AT_SYMLINK_NOFOLLOW));
  LSTAT(in("link"));
  return same("time as set", info.st_mtime == LONG_AGO + 7200, 1);
}
ASK("main", "metadata/set-times-missing", set_times_missing) {
  struct timespec times[2] = {{0, 0}, {0, 0}};
  return refuses(utimensat(AT_FDCWD, in("none"), times, 0), ENOENT, ENOENT);
}
/* futimens. */
ASK("main", "metadata/set-times-open", set_times_open) {
  int fd = open(in("file"), O_RDWR);
  struct timespec times[2] = {{LONG_AGO, 0}, {LONG_AGO + 60, 0}};
  TRY(works("open", fd));
  TRY(works("set", futimens(fd, times)));
  FSTAT(fd);
  return same("time as set", info.st_mtime == LONG_AGO + 60, 1);
}
/* stat: st_nlink. */
ASK("main", "metadata/links-one", links_one) {
  STAT(in("file"));
  return same("links", info.st_nlink, 1);
}
ASK("main", "metadata/links-two", links_two) {
  TRY(works("link", link(in("file"), in("new"))));
  STAT(in("file"));
  return same("links", info.st_nlink, 2);
}
/* stat: st_dev and st_ino together identify a file. */
ASK("main", "metadata/identity-same", identity_same) {
  struct stat other;
  STAT(in("file"));
  TRY(works("stat", stat(in("link"), &other)));
  return same("same file", info.st_ino == other.st_ino && info.st_dev == other.st_dev, 1);
}
ASK("main", "metadata/identity-other", identity_other) {
  struct stat other;
  STAT(in("file"));
  TRY(works("stat", stat(in("empty"), &other)));
  return same("other inode", info.st_ino != other.st_ino, 1);
}
