import { Buffer } from 'node:buffer';
import { type ReadBytes, readSection } from '../wasm/read-section.ts';
import type { WasmFile } from '../wasm/wasm-file.ts';
import type { Maker } from './makers.ts';
import type { NameSign } from './name-signs.ts';

/** The most bytes of a section that are searched. */
const MOST = 1 << 23;

const DATA = { name: 'data', custom: false };
const NAMES = { name: 'name', custom: true };
const SOURCE_MAP = { name: 'sourceMappingURL', custom: true };

/** What lies in the data of a program of one language, however much was stripped: paths and words of its library. */
const IN_DATA: readonly (readonly [maker: Maker, mark: string])[] = [
  // Since 1.24 (rust-lang/rust, library/std/src/panicking.rs), and paths of its library and of its packages.
  ['rust', 'RUST_BACKTRACE'],
  ['rust', '/rustc/'],
  ['rust', '/.cargo/registry/src/'],
  ['rust', 'src/liballoc/'],
  ['rust', 'library/alloc/src/'],
  ['rust', 'library/core/src/'],
  // Errors of its library (lib/std/fs.zig, lib/std/unicode.zig), and what its programs end with (lib/std/debug.zig).
  ['zig', 'AntivirusInterference'],
  ['zig', 'ProcessFdQuotaExceeded'],
  ['zig', 'Utf8CannotEncodeSurrogateHalf'],
  ['zig', 'attempt to use null value'],
  ['zig', 'switch on corrupt value'],
  // Files of its library that its runtime's errors name, in UTF-16 (AssemblyScript, std/assembly/rt).
  ['assemblyscript', wide('~lib/rt')],
  // Files of its library that fatal errors name.
  ['swift', 'Swift/ContiguousArrayBuffer.swift'],
];

/** What wasi-libc's musl says, and what libc++ calls its types: in programs of every language that is linked with them. */
const IN_DATA_OF_C: readonly (readonly [maker: Maker, mark: string])[] = [
  ['wasi-sdk', 'NSt3__2'],
  ['wasi-sdk', 'Illegal byte sequence'],
];

/** What functions are called in the `name` section. */
const IN_NAMES: readonly (readonly [maker: Maker, mark: string])[] = [
  ['zig', 'builtin.default_panic'],
  ['zig', 'start.wasi_start'],
  ['zig', 'debug.FullPanic('],
  ['zig', 'heap.arena_allocator.ArenaAllocator'],
  ['rust', '__rust_alloc'],
  ['rust', 'rust_begin_unwind'],
  ['wasi-sdk', '__wasilibc_'],
  ['wasi-sdk', '__imported_wasi_snapshot_preview1_'],
  ['swift', '$ss5print_'],
  // Functions of musl that no other library has: without Emscripten it comes as wasi-libc.
  ['wasi-sdk', '__strchrnul'],
  ['wasi-sdk', 'printf_core'],
  ['wasi-sdk', '__stdio_write'],
];

/** What files are called that a maker's templates name (AssemblyScript, cli/init). */
const IN_ADDRESSES: readonly (readonly [maker: Maker, mark: string])[] = [
  ['assemblyscript', 'untouched.wasm.map'],
  ['assemblyscript', 'optimized.wasm.map'],
];

/** What functions of a runtime are called that clang compiled to link with a language's own code. */
const IN_NAMES_BESIDE_C: readonly (readonly [maker: Maker, mark: string])[] = [
  // dotnet/runtimelab, NativeAOT-LLVM: everything of System.Private.CoreLib.
  ['dotnet', 'S_P_CoreLib_'],
];

/**
 * What in a file's data and names of functions only programs of one maker have; where there is nothing, and the file is for
 * WASI, what the C library left in it. At most `MOST` bytes of each are read.
 */
export function findByteSigns(file: WasmFile, read: ReadBytes): readonly NameSign[] {
  const signs = [
    ...search(readSection(file, read, DATA, MOST), IN_DATA, 'data'),
    ...search(readSection(file, read, NAMES, MOST), IN_NAMES, 'names'),
    ...search(readSection(file, read, SOURCE_MAP, MOST), IN_ADDRESSES, 'source map’s address'),
  ];
  if (signs.length > 0 || !file.imports.some(({ module }) => module.startsWith('wasi_'))) return signs;
  return search(readSection(file, read, DATA, MOST), IN_DATA_OF_C, 'data, and nothing of another language');
}

/** The language whose own runtime lies in a file that says of itself only that clang made it. */
export function findSignsBesideC(file: WasmFile, read: ReadBytes): readonly NameSign[] {
  return file.functionNames === 0 ? [] : search(readSection(file, read, NAMES, MOST), IN_NAMES_BESIDE_C, 'names');
}

function search(
  part: Uint8Array | null,
  marks: readonly (readonly [maker: Maker, mark: string])[],
  where: string,
): NameSign[] {
  if (!part) return [];
  const bytes = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
  const signs = new Map<Maker, string>();
  for (const [maker, mark] of marks) {
    if (!signs.has(maker) && bytes.includes(mark, 0, 'latin1')) {
      signs.set(maker, `${mark.replaceAll('\0', '')} in its ${where}`);
    }
  }
  return [...signs].map(([maker, because]) => ({ maker, because }));
}

/** A text as UTF-16, of which each byte is a character here. */
function wide(text: string): string {
  return Buffer.from(text, 'utf16le').toString('latin1');
}

/** How many names of functions are Rust's, as a share; null where there are no names. */
export function shareOfRust(file: WasmFile, read: ReadBytes): number | null {
  const part = file.functionNames === 0 ? null : readSection(file, read, NAMES, MOST);
  if (!part) return null;
  const text = Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('latin1');
  // Hash at the end of a legacy name, `_R` before a new one (rust-lang/rfcs#2603); demangled ones have `::`.
  const rust =
    text.match(/17h[0-9a-f]{16}E|_R[NIMXYC][A-Za-z0-9_]{6}|\w::\w[^\0-\x1f]{0,200}?::h[0-9a-f]{16}/g)?.length ?? 0;
  return Math.min(1, rust / file.functionNames);
}
