import type { ImportOffer } from './host.ts';

/** The functions of WASI preview 1 (WebAssembly/WASI, witx) that every host here has. */
const PREVIEW1 = [
  ...['args_get', 'args_sizes_get', 'clock_res_get', 'clock_time_get', 'environ_get', 'environ_sizes_get'],
  ...['fd_advise', 'fd_allocate', 'fd_close', 'fd_datasync', 'fd_fdstat_get', 'fd_fdstat_set_flags'],
  ...['fd_fdstat_set_rights', 'fd_filestat_get', 'fd_filestat_set_size', 'fd_filestat_set_times', 'fd_pread'],
  ...['fd_prestat_dir_name', 'fd_prestat_get', 'fd_pwrite', 'fd_read', 'fd_readdir', 'fd_renumber', 'fd_seek'],
  ...['fd_sync', 'fd_tell', 'fd_write', 'path_create_directory', 'path_filestat_get', 'path_filestat_set_times'],
  ...['path_link', 'path_open', 'path_readlink', 'path_remove_directory', 'path_rename', 'path_symlink'],
  ...['path_unlink_file', 'poll_oneoff', 'proc_exit', 'proc_raise', 'random_get', 'sched_yield'],
  ...['sock_recv', 'sock_send', 'sock_shutdown'],
] as const;

const NAME = 'wasi_snapshot_preview1';

/** Preview 1 as Node 16 has it. */
export const PREVIEW1_WITHOUT_ACCEPT: ImportOffer = { module: NAME, names: PREVIEW1 };
/** Preview 1 with `sock_accept`, which came later. */
export const PREVIEW1_WHOLE: ImportOffer = { module: NAME, names: [...PREVIEW1, 'sock_accept'] };
/** What Node 16, wasmtime 49 and Wasmer's SDK have under the name of the snapshot before. */
export const UNSTABLE_WITHOUT_ACCEPT: ImportOffer = { module: 'wasi_unstable', names: PREVIEW1 };
/** The same functions under the name of the snapshot before. */
export const UNSTABLE: ImportOffer = { module: 'wasi_unstable', names: PREVIEW1_WHOLE.names };
