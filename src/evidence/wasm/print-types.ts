import type { ExternalKind, ExternalType, GlobalType, Limits, TableType } from './externals.ts';
import type { FieldType, TypeDefinition } from './type-section.ts';
import type { WasmFile } from './wasm-file.ts';

/** A type as people and wasm-ld write it: `(i32, i32) -> i32`, `() -> void`, `() -> (i32, i64)`, `(struct i32 (mut i8))`. */
export function printType(type: TypeDefinition): string {
  switch (type.kind) {
    case 'func':
      return `(${type.params.join(', ')}) -> ${printResults(type.results)}`;
    case 'struct':
      return `(${['struct', ...type.fields.map(printField)].join(' ')})`;
    case 'array':
      return `(array ${printField(type.element)})`;
    case 'cont':
      return `(cont ${type.type})`;
  }
}

/** `i32`, `mut i64`, `shared mut i32`. */
export function printGlobal(global: GlobalType): string {
  return `${global.shared ? 'shared ' : ''}${global.mutable ? 'mut ' : ''}${global.value}`;
}

/** `256 pages`, `256..32768 pages, shared, 64 bit`. */
export function printMemory(limits: Limits): string {
  const size = limits.pageSizeLog2 === undefined ? '' : `, page size 2^${limits.pageSizeLog2}`;
  return `${printBounds(limits)} pages${printLimitFlags(limits)}${size}`;
}

/** `funcref, 5 elements`, `externref, 0..10 elements`. */
export function printTable(table: TableType): string {
  return `${table.element}, ${printBounds(table.limits)} elements${printLimitFlags(table.limits)}`;
}

/**
 * All types of a file as text, by index. Printed once and shared, so that a long type with many users does not become
 * many long texts.
 */
export function printTypes(file: WasmFile): readonly string[] {
  return file.types.map(printType);
}

/** What an import asks for, as text; undefined where its function type is not among `types`. */
export function printExternal(types: readonly string[], type: ExternalType): string | undefined {
  switch (type.kind) {
    case 'function':
    case 'tag':
      return types[type.type];
    case 'table':
      return printTable(type.table);
    case 'memory':
      return printMemory(type.memory);
    case 'global':
      return printGlobal(type.global);
  }
}

/** The type of an entry of an index space, as text from `types`; undefined where the index has none. */
export function printIndexed(
  file: WasmFile,
  types: readonly string[],
  kind: ExternalKind,
  index: number,
): string | undefined {
  switch (kind) {
    case 'function':
      return types[file.functions[index] ?? -1];
    case 'tag':
      return types[file.tags[index] ?? -1];
    case 'table':
      return file.tables[index] && printTable(file.tables[index]);
    case 'memory':
      return file.memories[index] && printMemory(file.memories[index]);
    case 'global':
      return file.globals[index] && printGlobal(file.globals[index]);
  }
}

function printResults(results: readonly string[]): string {
  if (results.length === 0) return 'void';
  return results.length === 1 ? results[0]! : `(${results.join(', ')})`;
}

function printField(field: FieldType): string {
  return field.mutable ? `(mut ${field.value})` : field.value;
}

function printBounds(limits: Limits): string {
  return limits.max === undefined ? `${limits.min}` : `${limits.min}..${limits.max}`;
}

function printLimitFlags(limits: Limits): string {
  return `${limits.shared ? ', shared' : ''}${limits.is64 ? ', 64 bit' : ''}`;
}
