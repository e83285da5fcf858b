import { type Cursor, openCursor, readByte } from './cursor.ts';
import { readU32 } from './leb128.ts';
import { WasmError } from './wasm-error.ts';

/** What a section's first bytes say of it. */
export interface Glance {
  /** From its id to its end, in bytes. */
  readonly size: number;
  /** Whether it is of code, data or DWARF, which a reader that only wants names does without; false: it is to be read. */
  readonly hasBodies: boolean;
}

/** Ids of the sections with code and data, of which nothing but their begin is looked at (core specification, "Modules"). */
const BODIES = new Set([10, 11]);

/** Reads the head of a section, of which `bytes` may be cut anywhere behind; null for what is no section. */
export function glanceSection(bytes: Uint8Array): Glance | null {
  try {
    const cursor = openCursor(bytes);
    const id = readByte(cursor);
    const size = readU32(cursor) + cursor.at;
    return { size, hasBodies: BODIES.has(id) || (id === 0 && isDwarf(cursor)) };
  } catch (error) {
    if (error instanceof WasmError) return null;
    throw error;
  }
}

/** The length of such a name takes one byte. */
function isDwarf({ bytes, at }: Cursor): boolean {
  return bytes.toString('latin1', at + 1, at + 8) === '.debug_';
}
