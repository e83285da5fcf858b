import { byCodeUnit } from '../../model/order.ts';
import type { ModuleEntry, ModuleSurface } from '../../model/results.ts';
import { printExternal, printIndexed, printTypes } from './print-types.ts';
import { readWasm } from './read-wasm.ts';
import type { WasmFile } from './wasm-file.ts';

/** Imports and exports of a wasm file with their types as text, sorted by module, name, kind, type. */
export function moduleSurface(wasm: WasmFile): ModuleSurface {
  const types = printTypes(wasm);
  const imports = wasm.imports.map(({ module, name, type }) =>
    makeEntry({ module, name, kind: type.kind }, printExternal(types, type)),
  );
  const exports = wasm.exports.map(({ name, kind, index }) =>
    makeEntry({ name, kind }, printIndexed(wasm, types, kind, index)),
  );
  return { imports: imports.sort(compareEntries), exports: exports.sort(compareEntries) };
}

/** The same from a file's bytes, reading no more than that takes. Throws `WasmError`. */
export function readSurface(bytes: Uint8Array): ModuleSurface {
  return moduleSurface(readWasm(bytes, 'surface'));
}

/** Orders imports and exports by module, name, kind, type. */
export function compareEntries(a: ModuleEntry, b: ModuleEntry): number {
  return (
    byCodeUnit(a.module ?? '', b.module ?? '') ||
    byCodeUnit(a.name, b.name) ||
    byCodeUnit(a.kind, b.kind) ||
    byCodeUnit(a.type ?? '', b.type ?? '')
  );
}

function makeEntry(entry: ModuleEntry, type: string | undefined): ModuleEntry {
  return type === undefined ? entry : { ...entry, type };
}
