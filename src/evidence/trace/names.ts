/** Names of numbers of WASI preview 1, as its witx has them (WebAssembly/WASI, legacy/preview1/docs.md). */
export const ERRNOS: readonly string[] = (
  'SUCCESS 2BIG ACCES ADDRINUSE ADDRNOTAVAIL AFNOSUPPORT AGAIN ALREADY BADF BADMSG BUSY CANCELED CHILD CONNABORTED ' +
  'CONNREFUSED CONNRESET DEADLK DESTADDRREQ DOM DQUOT EXIST FAULT FBIG HOSTUNREACH IDRM ILSEQ INPROGRESS INTR INVAL IO ' +
  'ISCONN ISDIR LOOP MFILE MLINK MSGSIZE MULTIHOP NAMETOOLONG NETDOWN NETRESET NETUNREACH NFILE NOBUFS NODEV NOENT ' +
  'NOEXEC NOLCK NOLINK NOMEM NOMSG NOPROTOOPT NOSPC NOSYS NOTCONN NOTDIR NOTEMPTY NOTRECOVERABLE NOTSOCK NOTSUP NOTTY ' +
  'NXIO OVERFLOW OWNERDEAD PERM PIPE PROTO PROTONOSUPPORT PROTOTYPE RANGE ROFS SPIPE SRCH STALE TIMEDOUT TXTBSY XDEV ' +
  'NOTCAPABLE'
)
  .split(' ')
  .map((name) => (name === 'SUCCESS' ? name : `E${name}`));

/** Numbers that are one of several, by their place. */
const ENUMS = {
  clock: ['realtime', 'monotonic', 'process_cputime_id', 'thread_cputime_id'],
  whence: ['set', 'cur', 'end'],
  advice: ['normal', 'sequential', 'random', 'willneed', 'dontneed', 'noreuse'],
  filetype: [
    'unknown',
    'block_device',
    'character_device',
    'directory',
    'regular_file',
    'socket_dgram',
    'socket_stream',
    'symbolic_link',
  ],
} as const;

/** Numbers whose bits mean something each, from the lowest on. */
const FLAGS = {
  fdflags: ['APPEND', 'DSYNC', 'NONBLOCK', 'RSYNC', 'SYNC'],
  oflags: ['CREAT', 'DIRECTORY', 'EXCL', 'TRUNC'],
  lookup: ['SYMLINK_FOLLOW'],
  fstflags: ['ATIM', 'ATIM_NOW', 'MTIM', 'MTIM_NOW'],
  rights: (
    'FD_DATASYNC FD_READ FD_SEEK FD_FDSTAT_SET_FLAGS FD_SYNC FD_TELL FD_WRITE FD_ADVISE FD_ALLOCATE PATH_CREATE_DIRECTORY ' +
    'PATH_CREATE_FILE PATH_LINK_SOURCE PATH_LINK_TARGET PATH_OPEN FD_READDIR PATH_READLINK PATH_RENAME_SOURCE ' +
    'PATH_RENAME_TARGET PATH_FILESTAT_GET PATH_FILESTAT_SET_SIZE PATH_FILESTAT_SET_TIMES FD_FILESTAT_GET ' +
    'FD_FILESTAT_SET_SIZE FD_FILESTAT_SET_TIMES PATH_SYMLINK PATH_REMOVE_DIRECTORY PATH_UNLINK_FILE POLL_FD_READWRITE ' +
    'SOCK_SHUTDOWN SOCK_ACCEPT'
  ).split(' '),
} as const;

/** What kind of number has names. */
export type NamedKind = keyof typeof ENUMS | keyof typeof FLAGS;

/** Whether numbers of a kind have names. False: they are shown as they are. */
export function isNamedKind(kind: string): kind is NamedKind {
  return Object.hasOwn(ENUMS, kind) || Object.hasOwn(FLAGS, kind);
}

/** A number by name: `monotonic`, `CREAT|TRUNC`, `0` for no flag; what has no name stays a number. */
export function nameNumber(kind: NamedKind, value: bigint): string {
  if (kind in ENUMS) return ENUMS[kind as keyof typeof ENUMS][Number(value)] ?? `${value}`;
  const names: readonly string[] = FLAGS[kind as keyof typeof FLAGS];
  const set = names.filter((_, bit) => (value >> BigInt(bit)) & 1n);
  const rest = (value >> BigInt(names.length)) << BigInt(names.length);
  return [...set, ...(rest === 0n ? [] : [`0x${rest.toString(16)}`])].join('|') || '0';
}

/** An error by name; a number that there is not stays one. */
export function nameErrno(value: number): string {
  return ERRNOS[value] ?? `${value}`;
}
