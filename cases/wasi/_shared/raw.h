/* WASI preview 1 as a module sees it, without any libc between: the functions of witx/wasi_snapshot_preview1.witx and the
   numbers of witx/typenames.witx (WebAssembly/WASI, snapshot-01). Each gives an errno, 0 for success. */
#include <stdint.h>

#define WASI(name) __attribute__((import_module("wasi_snapshot_preview1"), import_name(#name))) int raw_##name

typedef struct { const void *at; uint32_t size; } Part;
typedef struct { uint64_t dev, ino; uint8_t type; uint64_t nlink, size, atim, mtim, ctim; } Filestat;
typedef struct { uint8_t type; uint16_t flags; uint64_t rights, inheriting; } Fdstat;
typedef struct { uint64_t next, ino; uint32_t length; uint8_t type; } Dirent;
typedef struct { uint8_t tag; uint32_t length; } Prestat;
typedef struct {
  uint64_t userdata;
  uint8_t tag;
  union {
    struct { uint32_t id; uint64_t timeout, precision; uint16_t flags; } clock;
    struct { uint32_t fd; } file;
  } of;
} Subscription;
typedef struct { uint64_t userdata; uint16_t error; uint8_t type; struct { uint64_t bytes; uint16_t flags; } file; } Event;

WASI(args_sizes_get)(uint32_t *, uint32_t *);
WASI(environ_sizes_get)(uint32_t *, uint32_t *);
WASI(clock_res_get)(uint32_t, uint64_t *);
WASI(clock_time_get)(uint32_t, uint64_t, uint64_t *);
WASI(random_get)(void *, uint32_t);
WASI(sched_yield)(void);
WASI(fd_advise)(int, uint64_t, uint64_t, int);
WASI(fd_allocate)(int, uint64_t, uint64_t);
WASI(fd_close)(int);
WASI(fd_datasync)(int);
WASI(fd_sync)(int);
WASI(fd_fdstat_get)(int, Fdstat *);
WASI(fd_fdstat_set_flags)(int, int);
WASI(fd_fdstat_set_rights)(int, uint64_t, uint64_t);
WASI(fd_filestat_get)(int, Filestat *);
WASI(fd_filestat_set_size)(int, uint64_t);
WASI(fd_filestat_set_times)(int, uint64_t, uint64_t, int);
WASI(fd_pread)(int, const Part *, int, uint64_t, uint32_t *);
WASI(fd_pwrite)(int, const Part *, int, uint64_t, uint32_t *);
WASI(fd_read)(int, const Part *, int, uint32_t *);
WASI(fd_write)(int, const Part *, int, uint32_t *);
WASI(fd_seek)(int, int64_t, int, uint64_t *);
WASI(fd_tell)(int, uint64_t *);
WASI(fd_renumber)(int, int);
WASI(fd_readdir)(int, void *, uint32_t, uint64_t, uint32_t *);
WASI(fd_prestat_get)(int, Prestat *);
WASI(fd_prestat_dir_name)(int, char *, uint32_t);
WASI(path_create_directory)(int, const char *, uint32_t);
WASI(path_filestat_get)(int, int, const char *, uint32_t, Filestat *);
WASI(path_filestat_set_times)(int, int, const char *, uint32_t, uint64_t, uint64_t, int);
WASI(path_link)(int, int, const char *, uint32_t, int, const char *, uint32_t);
WASI(path_open)(int, int, const char *, uint32_t, int, uint64_t, uint64_t, int, int *);
WASI(path_readlink)(int, const char *, uint32_t, char *, uint32_t, uint32_t *);
WASI(path_remove_directory)(int, const char *, uint32_t);
WASI(path_rename)(int, const char *, uint32_t, int, const char *, uint32_t);
WASI(path_symlink)(const char *, uint32_t, int, const char *, uint32_t);
WASI(path_unlink_file)(int, const char *, uint32_t);
WASI(poll_oneoff)(const Subscription *, Event *, uint32_t, uint32_t *);
WASI(sock_shutdown)(int, int);
WASI(sock_recv)(int, const Part *, int, int, uint32_t *, uint16_t *);
WASI(sock_send)(int, const Part *, int, int, uint32_t *);

enum { FOLLOW = 1 };
enum { CREAT = 1, DIRECTORY = 2, EXCL = 4, TRUNC = 8 };
enum { APPEND = 1, DSYNC = 2, NONBLOCK = 4, RSYNC = 8, SYNC = 16 };
enum { R_READ = 1 << 1, R_SEEK = 1 << 2, R_TELL = 1 << 5, R_WRITE = 1 << 6 };
enum { T_UNKNOWN, T_BLOCK, T_CHARACTER, T_DIRECTORY, T_FILE, T_DGRAM, T_STREAM, T_LINK };
enum { ATIM = 1, ATIM_NOW = 2, MTIM = 4, MTIM_NOW = 8 };
enum {
  E_ACCES = 2, E_AGAIN = 6, E_BADF = 8, E_EXIST = 20, E_INVAL = 28, E_IO = 29, E_ISDIR = 31, E_LOOP = 32,
  E_NAMETOOLONG = 37, E_NOENT = 44, E_NOTDIR = 54, E_NOTEMPTY = 55, E_NOTSOCK = 57, E_NOTSUP = 58, E_OVERFLOW = 61,
  E_PERM = 63, E_RANGE = 68, E_ROFS = 69, E_SPIPE = 70, E_NOTCAPABLE = 76, E_NOSYS = 52, E_NOTCONN = 53,
};
