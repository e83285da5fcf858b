import { BARE, SCRIPTED, TINYGO } from '../conditions.ts';
import type { Named, NameFamily } from '../name-family.ts';

/** All functions of WASI preview 1, by what they are for (WebAssembly/WASI, phases/snapshot/docs.md). */
const PREVIEW_1: Readonly<Record<string, string>> = {
  'args_get args_sizes_get environ_get environ_sizes_get': 'the program’s arguments and environment',
  'clock_res_get clock_time_get': 'clocks',
  'fd_read fd_write fd_close fd_seek fd_fdstat_get fd_fdstat_set_flags fd_fdstat_set_rights fd_tell':
    'open files and the standard streams',
  'fd_advise fd_allocate fd_datasync fd_filestat_get fd_filestat_set_size fd_filestat_set_times fd_pread fd_pwrite fd_readdir fd_renumber fd_sync':
    'files',
  'fd_prestat_get fd_prestat_dir_name path_open path_create_directory path_filestat_get path_filestat_set_times path_link path_readlink path_remove_directory path_rename path_symlink path_unlink_file':
    'files and folders by path',
  poll_oneoff: 'waiting for time or input, as sleep and poll do',
  'proc_exit proc_raise': 'the end of the program',
  sched_yield: 'giving way to other threads, as a scheduler or a lock does',
  random_get: 'random numbers',
  'sock_accept sock_recv sock_send sock_shutdown': 'sockets that the host opened',
};

const PURPOSES: ReadonlyMap<string, string> = new Map(
  Object.entries(PREVIEW_1).flatMap(([names, purpose]) => names.split(' ').map((name) => [name, purpose] as const)),
);

/** All names of WASI preview 1. */
export const WASI_FUNCTIONS: readonly string[] = [...PURPOSES.keys()];

const field = ({ name }: Named) => name.slice(name.indexOf('.') + 1);
const purpose = (named: Named) => PURPOSES.get(field(named)) ?? 'the system';
const isOf = (module: RegExp) => (named: Named) =>
  module.test(named.name) && (!named.name.includes('.') || PURPOSES.has(field(named)));

/** A function of the module's own instead of the host's. */
const stub = (named: Named) =>
  `Define it in the module, so that it is no import: a stub that returns 0, or 52 (not supported), exported in TinyGo by //export ${field(named)}, in C under __imported_wasi_snapshot_preview1_${field(named)}`;

export const WASI_IMPORTS: readonly NameFamily[] = [
  {
    id: 'wasi-preview0',
    roles: ['import'],
    names: isOf(/^(?:wasi_unstable|snapshot_preview0|wasi_unstable_preview0)(?:\.|$)/),
    unread: { words: ['wasi_unstable'], pattern: /\bwasi_unstable\b/g },
    title: 'The module wants WASI by its first name, wasi_unstable, and what loads it offers none under that name',
    is: 'belongs to WASI under its first name (wasi_unstable, snapshot 0 of 2019), which toolchains of that time import (older TinyGo, Rust, wasi-sdk)',
    cases: [
      {
        needs: [SCRIPTED],
        here: 'JavaScript has no WASI of its own: the import object has to have one, under this name. wasm_exec.js of an older TinyGo offers it, shims of today only wasi_snapshot_preview1.',
        cure: 'Rebuild with a newer toolchain and load it with the loader of that release (for TinyGo its own wasm_exec.js), or give the import object a WASI under this name too: {wasi_unstable: wasi.wasiImport}.',
      },
      {
        here: 'Hosts of today offer wasi_snapshot_preview1, and only some the older name beside it.',
        cure: 'Rebuild the module with a newer toolchain, or load it by a host that still offers wasi_unstable (wasmtime and Wasmer do), with the JavaScript loader that belongs to the toolchain where there is one.',
      },
    ],
  },
  {
    id: 'wasi-preview1',
    said: /\bWASI\b/,
    roles: ['import'],
    names: isOf(/^wasi_snapshot_preview1(?:\.|$)/),
    title: 'The host does not offer this function of WASI',
    is: (named) =>
      named.name.includes('.')
        ? `is a function of WASI preview 1 (${purpose(named)}), which not the module but its host gives; the C library or the language’s runtime asks for it`
        : 'is WASI preview 1, which not the module but its host gives; the C library or the language’s runtime asks for it',
    cases: [
      {
        needs: ['host:envoy'],
        here: 'Envoy and other hosts of proxy-wasm implement only a part of WASI, which grew by version, and do not provide this function.',
        cure: (named) =>
          `${stub(named)}; or build without what asks for it (the scheduler, files, sockets, a newer libc: see what the change brought in), or update the proxy to a version that offers it.`,
      },
      {
        needs: [SCRIPTED],
        here: 'JavaScript has no WASI of its own: the import object lacks it, or its shim leaves this function out.',
        cure: 'Put a WASI into the import object: node:wasi in Node.js (wasi.getImportObject()), @bjorn3/browser_wasi_shim or another shim in a page, the wasm_exec.js of TinyGo for its modules; or build without it (for Go GOOS=js, for Rust wasm32-unknown-unknown).',
        certainty: 'possible',
      },
      {
        needs: [BARE],
        here: 'Command-line runtimes offer it; a program that embeds one has to add WASI to the linker itself, and small hosts leave parts of it out.',
        cure: (named) =>
          `Add WASI where the module is instantiated, or use a newer version of the host that has the whole of it. ${stub(named)}, where the host cannot be changed.`,
        certainty: 'possible',
      },
      {
        needs: [TINYGO],
        here: 'The host does not provide it.',
        cure: (named) =>
          `${stub(named)}; build with -target=wasm-unknown or -scheduler=none -gc=leaking, which ask for less; or run it in a host with WASI.`,
        certainty: 'possible',
      },
      {
        here: '{host} does not provide it, or not in this version.',
        cure: (named) =>
          `Run the module in a host with the whole of WASI, add WASI to its imports, or build without what asks for it. ${stub(named)}.`,
        certainty: 'possible',
      },
    ],
  },
  {
    id: 'wasi-interface',
    roles: ['interface', 'import'],
    // What a component exports to its host is none: run, incoming-handler.
    names: /^wasi:(?!cli\/run\b|http\/(?:incoming-)?handler\b)[\w-]+\/[\w-]+/,
    said: /\bversions?\b/i,
    title: 'The component wants an interface of WASI in a version that the host does not have',
    is: (named) => sayInterface(named.name),
    cases: [
      {
        here: (named) =>
          /@0\.3\./.test(named.name)
            ? '{host} does not provide this version: 0.3 (preview 3) changed from release candidate to release candidate, and a host has only the one that it was built with, behind a switch.'
            : '{host} does not provide it in a form that fits: it is switched off, is of an older version than the bindings, or not linked at all.',
        cure: (named) =>
          /@0\.3\./.test(named.name)
            ? 'Bring bindings (the crates wasip3 and wit-bindgen, the wit files) and host to the same version: update the older of the two, and switch preview 3 on where it is optional (wasmtime -S p3 -W component-model-async); or build for 0.2 (wasm32-wasip2).'
            : 'Update the host, or build with bindings (wit files) of the version that it has; switch the interface on where it is optional (wasmtime run -S http, serve, -S config, -S keyvalue …), or add it to the linker of the program that embeds the component.',
      },
    ],
  },
  {
    id: 'wasix',
    said: /WASIX/,
    roles: ['import'],
    names: /^wasix_(?:32|64)v1(?:\.|$)/,
    title: 'The module was built for WASIX, which only Wasmer has',
    is: 'belongs to WASIX, Wasmer’s extension of WASI by threads, processes, sockets and more',
    cases: [
      {
        here: 'No other host has it.',
        cure: 'Run the module with Wasmer (3.2 or newer), or build it for wasm32-wasip1 without what WASIX adds.',
      },
    ],
  },
  {
    id: 'wasi-threads',
    said: /wasi-threads/,
    roles: ['import'],
    names: /^(?:wasi\.thread[-_]spawn|wasi_snapshot_preview1\.thread[-_]spawn)$/,
    title: 'The module wants threads of the host, by wasi-threads',
    is: 'is the one function of wasi-threads, by which a module built with threads asks its host for a new one',
    cases: [
      {
        here: '{host} does not provide it, or only on request.',
        cure: 'Switch it on (wasmtime run -W threads -S threads, wasmtime_wasi_threads in an embedding; iwasm built with WAMR_BUILD_LIB_WASI_THREADS=1), or build without threads for wasm32-wasip1.',
      },
    ],
  },
  {
    id: 'wasi-proposals',
    unread: { words: ['wasi_ephemeral_'], pattern: /\bwasi_ephemeral_\w+\b/g },
    roles: ['import'],
    names:
      /^(?:wasi_ephemeral_\w+|wasi_nn|wasi_crypto|wasi_experimental_\w+|wasmedge_\w+|wasi_logging|wasi_http|wasi-http)(?:\.|$)/,
    title: 'The module wants an extension of one kind of host',
    is: 'is of an extension of WASI that few hosts have (machine learning, cryptography, sockets, HTTP), some as a plug-in',
    cases: [
      {
        here: '{host} does not provide it, or it is not installed or switched on.',
        cure: 'Run it in the host that it was written for with the extension or plug-in installed (for WasmEdge install.sh --plugins …, for wasmtime -S nn), or build without it.',
      },
    ],
  },
];

function sayInterface(name: string): string {
  const [, version] = /@([\w-]+(?:\.[\w-]+)*)/.exec(name) ?? [];
  if (version === undefined) return 'is an interface of WASI’s components (preview 2 or later), given by the host';
  const stage = version.startsWith('0.3') ? ' (preview 3)' : version.startsWith('0.2') ? ' (preview 2)' : '';
  const candidate = version.includes('-') ? ', in a pre-release' : '';
  return `is an interface of WASI version ${version}${stage}${candidate}, which the component asks its host for`;
}
