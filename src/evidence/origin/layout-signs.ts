import type { ReadBytes } from '../wasm/read-section.ts';
import { readStackLayout, type StackLayout } from '../wasm/stack-layout.ts';
import type { WasmFile } from '../wasm/wasm-file.ts';
import type { NameSign } from './name-signs.ts';

/** Bytes of wasm-ld's own stack (lld, wasm/Driver.cpp), and of Zig's (ziglang/zig, src/link.zig) since 0.11. */
const OF_LINKER = 1 << 16;
const OF_ZIG = 1 << 24;
/** Pages below which rustc's stack of 1 MiB does not fit (rust-lang/rust, compiler/rustc_target, `wasm_base`). */
const OF_RUST_IN_PAGES = 16n;
/** How far the first data may lie from the stack: alignment, and what an optimiser moved. */
const MOST_APART = 1024;
/** Where wasm-ld puts data that comes before the stack (`--global-base`), and how much of it an optimiser drops. */
const FIRST_DATA = 1024;
const MOST_DROPPED = 8;
/** Pages to which a memory of Emscripten may grow unless a program says otherwise (its src/settings.js, `MAXIMUM_MEMORY`). */
const MOST_OF_EMSCRIPTEN = 32768n;
/** The stack of Emscripten while it came behind the data by default (ChangeLog 3.1.27). */
const OF_EMSCRIPTEN = 5 << 20;

/**
 * Who probably made a module that has lost everything else: what compilers built on LLVM ask of its linker unless a
 * program says otherwise. The words say that it is a guess.
 */
export function findLayoutSigns(file: WasmFile, read: ReadBytes): readonly NameSign[] {
  if (file.kind !== 'module' || file.memories.length === 0) return [];
  const exported = new Set(file.exports.map(({ name }) => name));
  // rustc exports both; others have to be asked.
  if (exported.has('__data_end') && exported.has('__heap_base') && file.memories[0]!.min >= OF_RUST_IN_PAGES) {
    return [
      { maker: 'rust', because: 'probably: exports __data_end and __heap_base, and room for the stack of rustc' },
    ];
  }
  if (isStandalone(file, exported)) {
    return [
      { maker: 'emscripten', because: 'probably: exports its table, and may grow to 2 GiB, as Emscripten asks for' },
    ];
  }
  const layout = readStackLayout(file, read);
  const { pointer, data } = layout;
  if (pointer === null || data === null) return [];
  const c = file.imports.some(({ module }) => module.startsWith('wasi_')) ? 'wasi-sdk' : 'clang';
  if (isDataFirst(file, exported, { pointer, data })) {
    return [{ maker: c, because: 'probably: data from 1024 on, and behind it the stack, as LLVM’s linker did for C' }];
  }
  if (Math.abs(data - pointer) > MOST_APART) return [];
  if (pointer === OF_ZIG) return [{ maker: 'zig', because: 'probably: a stack of 16 MiB, as Zig asks for' }];
  const byLlvm = file.sections.some(({ custom, name }) => custom && name === 'target_features');
  if (pointer !== OF_LINKER || !byLlvm) return [];
  return [{ maker: c, because: 'probably: features as LLVM names them, and the stack that its linker makes for C' }];
}

/** Whether what a standalone module of Emscripten has is there: LLVM's linker exports a table and sets a limit only if told. */
function isStandalone({ memories, producers, functionNames }: WasmFile, exported: ReadonlySet<string>): boolean {
  const started = exported.has('_initialize') || exported.has('_start');
  const stripped = producers.length === 0 && functionNames === 0;
  return stripped && started && exported.has('__indirect_function_table') && memories[0]!.max === MOST_OF_EMSCRIPTEN;
}

/**
 * Whether a program was laid out as wasm-ld did it without being asked for anything, before LLVM put the stack first. False
 * too where Emscripten may have had it so: that exports the table, and began with a larger stack.
 */
function isDataFirst(
  { sections }: WasmFile,
  exported: ReadonlySet<string>,
  { pointer, data }: Readonly<Record<keyof StackLayout, number>>,
): boolean {
  const placed = data >= FIRST_DATA && data <= FIRST_DATA + MOST_DROPPED && pointer % 16 === 0;
  const stacked = pointer >= FIRST_DATA + OF_LINKER && pointer < OF_EMSCRIPTEN;
  const table = sections.some(({ custom, name }) => !custom && name === 'table');
  const started = exported.has('_initialize') || exported.has('_start');
  return placed && stacked && table && started && !exported.has('__indirect_function_table');
}
