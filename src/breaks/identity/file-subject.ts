/** Folders that a tool makes for itself: emcc (`tools/shared.py`), Go's build and link, and what a normaliser writes. */
const MADE_BY_EMCC = /(?:^|\/)emscripten_temp_[^/]*\/|^<?\$?tmp>?\//i;

/**
 * A file as a break names it: the last part of its path, and of a temporary name only what its maker chose, so that
 * the same fault has one name on every machine. Members keep their archive: `lib.a(m.o)`.
 */
export function reduceFile(path: string): string {
  const member = /^([^()]*)\(([^()]*)\)$/.exec(path);
  if (member) return `${reduceFile(member[1]!)}(${reduceFile(member[2]!)})`;
  const unix = path.replaceAll('\\', '/').replace(/\/+$/, '');
  const name = unix.slice(unix.lastIndexOf('/') + 1);
  return reduceTemporaryName(name, MADE_BY_EMCC.test(unix));
}

/** Go moved its support files from `misc/wasm` to `lib/wasm` in 1.24: here the folder is what the fault is about. */
export function reduceSupportFile(path: string): string {
  return /(?:misc|lib)\/wasm\/[^/]+$/.exec(path)?.[0] ?? reduceFile(path);
}

/**
 * Drops random parts: clang's `a-ab111f.o`, Python's `tmpab12cd34lib.so`, emcc's numbered objects `main_0.o`, and what
 * rustc writes behind a crate's name (`std-a30fbdacd77ca8e9.std.f79368689e5e7da8-cgu.11.rcgu.o` of Rust 1.85).
 */
function reduceTemporaryName(name: string, madeByEmcc: boolean): string {
  const python = /^tmp[a-z0-9_]{8}(.+)$/.exec(name);
  if (python) return python[1]!.startsWith('.') ? `tmp${python[1]}` : python[1]!;
  const clang = /^(.+)-[0-9a-f]{6,12}(\.(?:o|bc|s|ll|i|ii|wasm))$/.exec(name);
  if (clang) return `${clang[1]}${clang[2]}`;
  const rustc = /^([^.]+?)(?:-[0-9a-f]{16})?\.[^/]{1,200}-cgu\.\d{1,6}\.rcgu\.o$/.exec(name);
  if (rustc) return `${rustc[1]}.rcgu.o`;
  return madeByEmcc ? name.replace(/_\d+(\.(?:o|bc))$/, '$1') : name;
}
