import type { Export, ExternalKind, GlobalType, Import, Limits, TableType } from './externals.ts';
import type { Relocations } from './relocations.ts';
import type { ImportsByKind } from './symbol-table.ts';
import type { TypeDefinition } from './type-section.ts';
import type { Problem } from './wasm-error.ts';
import type { WasmFile } from './wasm-file.ts';

type Mutable<T> = { -readonly [key in keyof T]: T[key] };

/** A `WasmFile` while its sections are being read. */
export interface Draft extends Mutable<WasmFile> {
  readonly types: TypeDefinition[];
  readonly imports: Import[];
  readonly functions: number[];
  readonly tables: TableType[];
  readonly memories: Limits[];
  readonly globals: GlobalType[];
  readonly tags: number[];
  readonly exports: Export[];
  readonly relocations: Relocations[];
  readonly problems: Problem[];
}

/** A file of which nothing is known yet. */
export function startDraft(size: number): Draft {
  return {
    kind: 'module',
    size,
    sections: [],
    types: [],
    imports: [],
    functions: [],
    tables: [],
    memories: [],
    globals: [],
    tags: [],
    exports: [],
    producers: [],
    features: [],
    functionNames: 0,
    relocations: [],
    problems: [],
  };
}

/** The imports of each kind in order: what the first indices of the index spaces stand for. */
export function groupImports(imports: readonly Import[]): ImportsByKind {
  const groups: Record<ExternalKind, Import[]> = { function: [], table: [], memory: [], global: [], tag: [] };
  for (const entry of imports) groups[entry.type.kind].push(entry);
  return groups;
}
