/**
 * The system calls that are looked at (syscalls(2)): on files, descriptors, sockets, clocks and random numbers, and those by which
 * a process starts another, which say whose thread is whose. What is left out is what hosts do all the time for themselves: memory,
 * locks, signals, and `nanosleep`, by which the runtime of Go waits a few microseconds. What a kernel or strace does not know is
 * passed over (`?`, strace(1)).
 */
const TRACED =
  'open openat openat2 creat close close_range dup dup2 dup3 fcntl ioctl flock lseek read pread64 readv preadv preadv2 write ' +
  'pwrite64 writev pwritev pwritev2 sendfile splice copy_file_range stat fstat lstat newfstatat statx statfs fstatfs access ' +
  'faccessat faccessat2 readlink readlinkat getdents getdents64 getcwd mkdir mkdirat rmdir unlink unlinkat rename renameat ' +
  'renameat2 link linkat symlink symlinkat truncate ftruncate fallocate fadvise64 fsync fdatasync sync_file_range utime utimes ' +
  'futimesat utimensat chmod fchmod fchmodat poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait ' +
  'epoll_pwait epoll_pwait2 eventfd eventfd2 timerfd_create timerfd_settime socket socketpair bind listen accept accept4 connect ' +
  'shutdown getsockname getpeername getsockopt setsockopt recvfrom recvmsg recvmmsg sendto sendmsg sendmmsg getrandom ' +
  'clock_gettime clock_getres gettimeofday clock_nanosleep sched_yield kill tkill tgkill clone clone3 fork vfork';

/**
 * The beginning of a command line that runs the rest of it under strace (from 5.9 on): all processes that it starts, and for each
 * call a line with the thread, arguments, result and time. Strace is their parent, so that none of them needs a right to trace. The
 * lines go to descriptor `fd`, a single digit, that of strace alone: what it runs does not get it. After `most` bytes they are dropped.
 */
export function straceCommand(program: string, fd: number, most: number): readonly string[] {
  const keep = `|{ head -c ${most}; cat >/dev/null; } >&${fd}`;
  const calls = TRACED.split(' ').map((name) => `?${name}`);
  return [
    program,
    ...['-f', '--seccomp-bpf', '--pidns-translation', '-T', '-a', '1', '-qqq', '-e', 'signal=none'],
    ...['-e', `trace=${calls.join(',')}`, '-o', keep],
    ...['sh', '-c', `exec "$@" ${fd}>&-`, 'sh'],
  ];
}
