import { isUtf8 } from 'node:buffer';
import { WasmError } from './wasm-error.ts';

/** A place in a file and the end that may not be crossed; readers move `at`. Offsets are those of the file. */
export interface Cursor {
  readonly bytes: Buffer;
  at: number;
  readonly end: number;
  /** The bytes from some place on as Latin-1, of which names are cut: much faster than making each of bytes. */
  readonly text: { readonly content: string; readonly at: number } | undefined;
  /** Items that may still be kept, shared by all cursors of one file. */
  readonly budget: { left: number };
}

/**
 * How many list items (types, imports, functions, names, symbols …) one file may make the reader keep. Engines refuse
 * more than 1,000,000 functions (WebAssembly JavaScript API, "Implementation-defined Limits"); twice that lets every
 * one of them have a name.
 */
export const MAX_ITEMS = 2_000_000;

/**
 * How many imports, sections or members one file may have: a hundred times what the largest modules, objects and archives
 * of real toolchains have, and few enough that everything that looks at each of them is done within a second.
 */
export const MAX_ENTRIES = 200_000;

/** Longest name in bytes; engines refuse more than 100,000, but do not see symbol tables. */
const MAX_NAME = 1_000_000;

/** A cursor over a whole file. */
export function openCursor(bytes: Uint8Array): Cursor {
  return {
    bytes: Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    at: 0,
    end: bytes.byteLength,
    text: undefined,
    budget: { left: MAX_ITEMS },
  };
}

/**
 * Takes the next `size` bytes as a cursor of their own and moves behind them. Throws `WasmError` where fewer are left.
 */
export function takeBytes(cursor: Cursor, size: number, what: string): Cursor {
  const start = cursor.at;
  if (size > cursor.end - start) {
    throw new WasmError(`${what} of ${size} bytes, but ${cursor.end - start} are left`, start);
  }
  cursor.at = start + size;
  return { bytes: cursor.bytes, at: start, end: start + size, text: cursor.text, budget: cursor.budget };
}

/** A cursor over the same bytes for a list that consists of names for the most part. */
export function forNames(cursor: Cursor): Cursor {
  const { bytes, at, end, budget } = cursor;
  return { bytes, at, end, text: { content: bytes.toString('latin1', at, end), at }, budget };
}

/** One byte. Throws `WasmError` at the end. */
export function readByte(cursor: Cursor): number {
  if (cursor.at >= cursor.end) throw new WasmError('unexpected end', cursor.at);
  return cursor.bytes[cursor.at++]!;
}

/**
 * How many items follow: refused where each would need `minBytes` and that is more than what is left, or where the
 * file asks to keep too many. Nothing is allocated from a count. Throws `WasmError` then.
 */
export function readCount(cursor: Cursor, readLength: (cursor: Cursor) => number, minBytes = 1): number {
  const start = cursor.at;
  const count = readLength(cursor);
  if (count * minBytes > cursor.end - cursor.at) {
    throw new WasmError(`${count} items declared, but only ${cursor.end - cursor.at} bytes are left`, start);
  }
  claimItems(cursor, count, start);
  return count;
}

/** Counts `count` kept items against the file's budget. Throws `WasmError` where it is used up. */
export function claimItems(cursor: Cursor, count: number, offset: number): void {
  cursor.budget.left -= count;
  if (cursor.budget.left < 0) throw new WasmError(`more than ${MAX_ITEMS} items`, offset);
}

/**
 * `size` bytes of UTF-8; bytes that are none are refused when `strict`, else become U+FFFD. Throws `WasmError` then,
 * and where it is longer than what is left or than any name.
 */
export function readString(cursor: Cursor, size: number, strict: boolean): string {
  const start = cursor.at;
  if (size > cursor.end - start) {
    throw new WasmError(`name of ${size} bytes, but ${cursor.end - start} are left`, start);
  }
  if (size > MAX_NAME) throw new WasmError(`name of ${size} bytes`, start);
  cursor.at = start + size;
  if (cursor.text && isAscii(cursor.bytes, start, cursor.at)) {
    return cursor.text.content.substring(start - cursor.text.at, cursor.at - cursor.text.at);
  }
  const text = cursor.bytes.toString('utf8', start, cursor.at);
  if (strict && text.includes('\uFFFD') && !isUtf8(cursor.bytes.subarray(start, cursor.at))) {
    throw new WasmError('name is not UTF-8', start);
  }
  return text;
}

function isAscii(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at]! >= 0x80) return false;
  return true;
}
