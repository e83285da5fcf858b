/** Errors that a refused system call gives (errno(3), Linux). */
export const ERRNO = { EPERM: 1, ENOSYS: 38, EPROTONOSUPPORT: 93, EAFNOSUPPORT: 97 } as const;

/** What a step has no use for and the kernel need not offer it, by number (Linux, x86-64: arch/x86/entry/syscalls/syscall_64.tbl). */
export const FORBIDDEN = {
  // Mounts and roots: what a nested user namespace would be good for.
  mount: 165,
  umount2: 166,
  pivot_root: 155,
  setns: 308,
  open_by_handle_at: 304,
  // Keyrings belong to users, not to namespaces.
  add_key: 248,
  request_key: 249,
  keyctl: 250,
  // Looking into other processes, the sandbox's own included.
  ptrace: 101,
  process_vm_readv: 310,
  process_vm_writev: 311,
  kcmp: 312,
  pidfd_getfd: 438,
  // Large interfaces of the kernel in which faults are found most.
  bpf: 321,
  perf_event_open: 298,
  userfaultfd: 323,
  fanotify_init: 300,
  // The machine itself.
  acct: 163,
  settimeofday: 164,
  swapon: 167,
  swapoff: 168,
  reboot: 169,
  iopl: 172,
  ioperm: 173,
  create_module: 174,
  init_module: 175,
  delete_module: 176,
  finit_module: 313,
  quotactl: 179,
  quotactl_fd: 443,
  nfsservctl: 180,
  clock_settime: 227,
  kexec_load: 246,
  kexec_file_load: 320,
  syslog: 103,
  vhangup: 153,
  modify_ldt: 154,
  _sysctl: 156,
  uselib: 134,
  ustat: 136,
  sysfs: 139,
  lookup_dcookie: 212,
  migrate_pages: 256,
  move_pages: 279,
} as const;

/** Answered as by a kernel that has no such call, upon which libraries do without it. */
export const UNKNOWN = {
  // Its flags lie in memory, where no filter sees them; libc falls back to clone.
  clone3: 435,
  // Memory that belongs to no process and no folder would count for nobody.
  shmget: 29,
  msgget: 68,
  semget: 64,
  mq_open: 240,
  memfd_create: 319,
  memfd_secret: 447,
  io_uring_setup: 425,
  io_uring_enter: 426,
  io_uring_register: 427,
  open_tree: 428,
  move_mount: 429,
  fsopen: 430,
  fsconfig: 431,
  fsmount: 432,
  fspick: 433,
  mount_setattr: 442,
  statmount: 457,
  listmount: 458,
} as const;

/** The first number that is not looked through yet: calls that a later kernel adds are unknown too (463 came with 6.13). */
export const FIRST_UNCHECKED = 463;

/** Calls of which some arguments are refused. */
export const PARTLY = { ioctl: 16, socket: 41, socketpair: 53, clone: 56, personality: 135, unshare: 272 } as const;
