import type { WasmFile } from '../wasm/wasm-file.ts';
import { hasMinifiedNames } from './emscripten-signs.ts';

/** What a file still shows of the program it was made of. */
export interface DebugInfo {
  /** How many functions its name section names. */
  readonly functionNames: number;
  /** Sections of DWARF (`.debug_info` …), or a reference to a file that has them. */
  readonly dwarf: 'inside' | 'outside' | null;
  /** Whether it names a source map; false: it names none. */
  readonly sourceMap: boolean;
  /** Whether imports have the shortest possible names. False: they are called as in the sources. */
  readonly minifiedImports: boolean;
}

/** Reads what can be seen of a program: what an optimised build leaves out. */
export function readDebugInfo(file: WasmFile): DebugInfo {
  const custom = new Set(file.sections.filter((section) => section.custom).map(({ name }) => name));
  const inside = [...custom].some((name) => name.startsWith('.debug_'));
  return {
    functionNames: file.functionNames,
    dwarf: inside ? 'inside' : custom.has('external_debug_info') ? 'outside' : null,
    sourceMap: custom.has('sourceMappingURL'),
    minifiedImports: hasMinifiedNames(file),
  };
}
