/** The parsers that are chosen by a program's name at the head of a line. */
export type HeadReader =
  | 'wasm-ld'
  | 'clang'
  | 'emcc'
  | 'llvm'
  | 'binaryen'
  | 'wabt'
  | 'go'
  | 'shell'
  | 'node'
  | 'python';

const NAMES: Readonly<Record<HeadReader, string>> = {
  'wasm-ld': 'wasm-ld lld ld.lld ld64.lld lld-link rust-lld tinygo:wasm-ld tinygo:ld.lld',
  clang: 'clang clang++ clang-cl cc1 cc1as flang gcc g++ cc c++ collect2',
  emcc: 'emcc em++ emcc2 em++2 emar emranlib emnm emsize emstrip emdwp emmake emcmake emconfigure emscons embuilder emrun em-config emdump emprofile emcc.py em++.py embuilder.py bootstrap bootstrap.py emscripten webidl_binder file_packager emsymbolizer shared cache system_libs ports root building config link utils',
  llvm: 'llvm-ar llvm-nm llvm-ranlib llvm-objcopy llvm-objdump llvm-strip llvm-readobj llvm-dwarfdump llvm-dwp llvm-mc llvm-link llc opt',
  binaryen:
    'wasm-opt wasm-metadce wasm-dis wasm-as wasm-ctor-eval wasm-split wasm2js wasm-emscripten-finalize wasm-merge wasm-reduce',
  wabt: 'wasm-objdump wasm2wat wat2wasm wasm-interp wasm-strip wasm-validate wasm-decompile wasm2c wasm-stats wast2json',
  go: 'go cgo asm compile link vet',
  shell:
    'bash sh dash zsh ksh busybox cp mv cat ln install mkdir env xargs timeout make gmake ninja cmake stat ls chmod rm',
  node: 'node nodejs deno bun',
  python: 'python python3',
};

const READERS: ReadonlyMap<string, HeadReader> = new Map(
  (Object.keys(NAMES) as HeadReader[]).flatMap((reader) =>
    NAMES[reader].split(' ').map((name) => [name, reader] as const),
  ),
);

/**
 * Which parser reads what a program prints under this name: any folder, `.exe` and a version behind it are ignored
 * (`/usr/lib/llvm-16/bin/wasm-ld`, `wasm-ld-19`, `clang-17`). Undefined where the name is no known tool.
 */
export function readerOf(name: string): HeadReader | undefined {
  return (
    READERS.get(name) ??
    READERS.get(baseTool(name)) ??
    READERS.get(name.replace(MAKE_LEVEL, '')) ??
    (name.endsWith('.sh') ? 'shell' : undefined)
  );
}

/** How deep a make is that another one called: `make[2]`. */
const MAKE_LEVEL = /\[\d{1,3}\]$/;

/** The last part of a program's path without `.exe` and LLVM's version: `/usr/bin/clang-19` is `clang`. */
export function baseTool(path: string): string {
  const name = lastPart(path);
  if (name.length > NAME_CAP) return name;
  const hyphen = name.lastIndexOf('-');
  return hyphen > 0 && /^\d{1,3}(?:\.\d{1,3}){0,2}$/.test(name.slice(hyphen + 1)) ? name.slice(0, hyphen) : name;
}

const NAME_CAP = 64;

/** The last part of a path without `.exe`. */
export function lastPart(path: string): string {
  const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  const name = path.slice(cut + 1);
  return name.endsWith('.exe') ? name.slice(0, -'.exe'.length) : name;
}
