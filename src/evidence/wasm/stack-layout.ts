import { type Cursor, openCursor, readByte } from './cursor.ts';
import { readGlobalType } from './external-types.ts';
import { readSigned, readU32 } from './leb128.ts';
import { type ReadBytes, readSection, type WantedSection } from './read-section.ts';
import { WasmError } from './wasm-error.ts';
import type { WasmFile } from './wasm-file.ts';

/** Where wasm-ld put the stack and the data of a module: addresses in memory, null where they are no constants. */
export interface StackLayout {
  /** What the stack pointer, the first global that changes, begins with: the upper end of the stack. */
  readonly pointer: number | null;
  /** Where the first active data segment begins. */
  readonly data: number | null;
}

/** How many bytes of a section are enough for what stands at its begin. */
const BEGIN = 64;
const I32_CONST = 0x41;

/** Reads both from the begin of their sections. */
export function readStackLayout(file: WasmFile, read: ReadBytes): StackLayout {
  const pointer = readBegin(file, read, { name: 'global', custom: false }, BEGIN, (cursor) => {
    readU32(cursor);
    const { value, mutable } = readGlobalType(cursor);
    return value === 'i32' && mutable ? readConstant(cursor) : null;
  });
  const data = readBegin(file, read, { name: 'data', custom: false }, BEGIN, (cursor) => {
    readU32(cursor);
    return readU32(cursor) === 0 ? readConstant(cursor) : null;
  });
  return { pointer, data };
}

function readConstant(cursor: Cursor): number | null {
  return readByte(cursor) === I32_CONST ? Number(BigInt.asUintN(32, readSigned(cursor, 32))) : null;
}

/** What `use` finds in the first `most` bytes of a section; null where there is none, or it is cut off or of another form. */
export function readBegin<T>(
  file: WasmFile,
  read: ReadBytes,
  wanted: WantedSection,
  most: number,
  use: (cursor: Cursor) => T | null,
): T | null {
  const part = readSection(file, read, wanted, most);
  if (!part) return null;
  try {
    return use(openCursor(part));
  } catch (error) {
    if (error instanceof WasmError) return null;
    throw error;
  }
}
