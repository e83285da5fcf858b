import { type Cursor, readByte } from './cursor.ts';
import type { ExternalType, GlobalType, Limits, TableType } from './externals.ts';
import { readU32, readU64 } from './leb128.ts';
import { readValueType } from './value-types.ts';
import { WasmError } from './wasm-error.ts';

const HAS_MAX = 1;
const SHARED = 2;
const IS_64 = 4;
const HAS_PAGE_SIZE = 8;

/**
 * Bounds of a memory or table: flags of the core format, threads, memory64 and custom-page-sizes. Throws `WasmError`
 * for other flags.
 */
export function readLimits(cursor: Cursor): Limits {
  const start = cursor.at;
  const flags = readU32(cursor);
  if (flags > 15) throw new WasmError(`unknown limits flags 0x${flags.toString(16)}`, start, 'unknown');
  const is64 = (flags & IS_64) !== 0;
  const min = readBound(cursor, is64);
  const max = flags & HAS_MAX ? readBound(cursor, is64) : undefined;
  const pageSizeLog2 = flags & HAS_PAGE_SIZE ? readU32(cursor) : undefined;
  return { min, max, shared: (flags & SHARED) !== 0, is64, pageSizeLog2 };
}

function readBound(cursor: Cursor, is64: boolean): bigint {
  return is64 ? readU64(cursor) : BigInt(readU32(cursor));
}

/** A table's element type and bounds. Throws `WasmError` where one of the two is unknown. */
export function readTableType(cursor: Cursor): TableType {
  const element = readValueType(cursor);
  return { element, limits: readLimits(cursor) };
}

/** A global's value type, mutability and sharing. Throws `WasmError` for unknown flags. */
export function readGlobalType(cursor: Cursor): GlobalType {
  const value = readValueType(cursor);
  const start = cursor.at;
  const flags = readByte(cursor);
  if (flags > 3) throw new WasmError(`unknown global flags 0x${flags.toString(16)}`, start, 'unknown');
  return { value, mutable: (flags & 1) !== 0, shared: (flags & 2) !== 0 };
}

/** A tag's attribute, which is 0 (exception), and its type index. Throws `WasmError` for another attribute. */
export function readTagType(cursor: Cursor): number {
  const start = cursor.at;
  const attribute = readByte(cursor);
  if (attribute !== 0) throw new WasmError(`unknown tag attribute ${attribute}`, start, 'unknown');
  return readU32(cursor);
}

/** What an import asks for. Throws `WasmError` for an unknown kind. */
export function readExternalType(cursor: Cursor): ExternalType {
  const start = cursor.at;
  const code = readByte(cursor);
  switch (code) {
    case 0:
      return { kind: 'function', type: readU32(cursor), exact: false };
    case 0x20: // custom descriptors: the function has exactly this type
      return { kind: 'function', type: readU32(cursor), exact: true };
    case 1:
      return { kind: 'table', table: readTableType(cursor) };
    case 2:
      return { kind: 'memory', memory: readLimits(cursor) };
    case 3:
      return { kind: 'global', global: readGlobalType(cursor) };
    case 4:
      return { kind: 'tag', type: readTagType(cursor) };
  }
  throw new WasmError(`unknown import kind 0x${code.toString(16)}`, start, 'unknown');
}
