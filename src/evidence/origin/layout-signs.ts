import type { ReadBytes } from '../wasm/read-section.ts';
import { readStackLayout } from '../wasm/stack-layout.ts';
import type { WasmFile } from '../wasm/wasm-file.ts';
import type { NameSign } from './name-signs.ts';

/** Bytes of wasm-ld's own stack (lld, wasm/Driver.cpp), and of Zig's (ziglang/zig, src/link.zig) since 0.11. */
const OF_LINKER = 1 << 16;
const OF_ZIG = 1 << 24;
/** Pages below which rustc's stack of 1 MiB does not fit (rust-lang/rust, compiler/rustc_target, `wasm_base`). */
const OF_RUST_IN_PAGES = 16n;
/** How far the first data may lie from the stack: alignment, and what an optimiser moved. */
const MOST_APART = 1024;

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
  const { pointer, data } = readStackLayout(file, read);
  if (pointer === null || data === null || Math.abs(data - pointer) > MOST_APART) return [];
  if (pointer === OF_ZIG) return [{ maker: 'zig', because: 'probably: a stack of 16 MiB, as Zig asks for' }];
  const byLlvm = file.sections.some(({ custom, name }) => custom && name === 'target_features');
  if (pointer !== OF_LINKER || !byLlvm) return [];
  return [
    { maker: 'clang', because: 'probably: features as LLVM names them, and the stack that its linker makes for C' },
  ];
}
