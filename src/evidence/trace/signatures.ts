/** A parameter of a call: its name, what it is, and which of the numbers that cross the border it begins with. */
export interface Parameter {
  readonly name: string;
  /** `text`, `buffer` and `iovs` are two numbers, a pointer and a length; what begins with `>` is where a result goes. */
  readonly kind: string;
  readonly at: number;
}

/**
 * The calls of WASI preview 1 (WebAssembly/WASI, legacy/preview1/docs.md), with parameters in the order in which they
 * cross the border.
 */
const TABLE = `args_get argv:ptr argv_buf:ptr
args_sizes_get argc:>u32 argv_len:>u32
environ_get environ:ptr environ_buf:ptr
environ_sizes_get environc:>u32 environv_len:>u32
clock_res_get id:clock resolution:>u64
clock_time_get id:clock precision:u64 timestamp:>u64
fd_advise fd:fd offset:u64 len:u64 advice:advice
fd_allocate fd:fd offset:u64 len:u64
fd_close fd:fd
fd_datasync fd:fd
fd_fdstat_get fd:fd stat:>fdstat
fd_fdstat_set_flags fd:fd flags:fdflags
fd_fdstat_set_rights fd:fd fs_rights_base:rights fs_rights_inheriting:rights
fd_filestat_get fd:fd filestat:>filestat
fd_filestat_set_size fd:fd size:u64
fd_filestat_set_times fd:fd atim:u64 mtim:u64 fst_flags:fstflags
fd_pread fd:fd iovs:iovs offset:u64 nread:>u32
fd_prestat_get fd:fd prestat:>prestat
fd_prestat_dir_name fd:fd path:>text
fd_pwrite fd:fd iovs:iovs offset:u64 nwritten:>u32
fd_read fd:fd iovs:iovs nread:>u32
fd_readdir fd:fd buf:buffer cookie:u64 bufused:>u32
fd_renumber fd:fd to:fd
fd_seek fd:fd offset:s64 whence:whence newoffset:>u64
fd_sync fd:fd
fd_tell fd:fd offset:>u64
fd_write fd:fd iovs:iovs nwritten:>u32
path_create_directory fd:fd path:text
path_filestat_get fd:fd flags:lookup path:text filestat:>filestat
path_filestat_set_times fd:fd flags:lookup path:text atim:u64 mtim:u64 fst_flags:fstflags
path_link old_fd:fd old_flags:lookup old_path:text new_fd:fd new_path:text
path_open fd:fd dirflags:lookup path:text oflags:oflags fs_rights_base:rights fs_rights_inheriting:rights fdflags:fdflags opened_fd:>u32
path_readlink fd:fd path:text buf:buffer bufused:>u32
path_remove_directory fd:fd path:text
path_rename fd:fd old_path:text new_fd:fd new_path:text
path_symlink old_path:text fd:fd new_path:text
path_unlink_file fd:fd path:text
poll_oneoff in:ptr out:ptr nsubscriptions:u32 nevents:>u32
proc_exit rval:u32
proc_raise sig:u32
random_get buf:buffer
sched_yield
sock_accept fd:fd flags:fdflags opened_fd:>u32
sock_recv fd:fd ri_data:iovs ri_flags:u32 nread:>u32 ro_flags:>u16
sock_send fd:fd si_data:iovs si_flags:u32 nwritten:>u32
sock_shutdown fd:fd how:u32`;

const PAIRS = ['text', '>text', 'buffer', 'iovs'];

/** The parameters of each call, by its name. */
export const SIGNATURES: ReadonlyMap<string, readonly Parameter[]> = new Map(
  TABLE.split('\n').map((line) => {
    const [name, ...words] = line.split(' ');
    let at = 0;
    const parameters = words.map((word): Parameter => {
      const [own, kind] = word.split(':') as [string, string];
      const parameter = { name: own, kind, at };
      at += PAIRS.includes(kind) ? 2 : 1;
      return parameter;
    });
    return [name!, parameters];
  }),
);

/** How many bytes a result takes in memory; 0 for what is none. */
export function resultBytes(kind: string): number {
  const sizes: Readonly<Record<string, number>> = {
    '>u16': 2,
    '>u32': 4,
    '>u64': 8,
    '>fdstat': 24,
    '>filestat': 64,
    '>prestat': 8,
  };
  return Object.hasOwn(sizes, kind) ? sizes[kind]! : 0;
}
