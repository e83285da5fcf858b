import { type Cursor, readByte, readCount, readString } from './cursor.ts';
import { WasmError } from './wasm-error.ts';

/**
 * Unsigned LEB128 of at most 32 bits (core specification, "Integers"): up to 5 bytes, no bits beyond. Throws
 * `WasmError` for a longer one.
 */
export function readU32(cursor: Cursor): number {
  const first = readByte(cursor);
  if (first < 0x80) return first;
  const start = cursor.at - 1;
  let value = first & 0x7f;
  for (let shift = 7; shift < 28; shift += 7) {
    const byte = readByte(cursor);
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
  const last = readByte(cursor);
  if (last > 0x0f) throw new WasmError('integer is longer than 32 bits', start);
  return (value | (last << 28)) >>> 0;
}

/** Unsigned LEB128 of at most 64 bits: up to 10 bytes, no bits beyond. Throws `WasmError` for a longer one. */
export function readU64(cursor: Cursor): bigint {
  const start = cursor.at;
  let value = 0n;
  for (let shift = 0n; shift < 63n; shift += 7n) {
    const byte = readByte(cursor);
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
  const last = readByte(cursor);
  if (last > 1) throw new WasmError('integer is longer than 64 bits', start);
  return value | (BigInt(last) << 63n);
}

/**
 * Signed LEB128 of at most `bits` (32, 33 or 64), the unused bits of the last byte equal to the sign. Throws
 * `WasmError` for a longer one.
 */
export function readSigned(cursor: Cursor, bits: 32 | 33 | 64): bigint {
  const start = cursor.at;
  let value = 0n;
  for (let shift = 0; ; shift += 7) {
    const byte = readByte(cursor);
    value |= BigInt(byte & 0x7f) << BigInt(shift);
    if (byte < 0x80) {
      const signed = BigInt.asIntN(Math.max(shift + 7, 1), value);
      if (BigInt.asIntN(bits, signed) !== signed) break;
      return signed;
    }
    if (shift + 7 >= bits) break;
  }
  throw new WasmError(`integer is longer than ${bits} bits`, start);
}

/** Moves behind a LEB128 of at most `bits`, whatever its value. Throws `WasmError` for a longer one. */
export function skipLeb(cursor: Cursor, bits: 32 | 33 | 64): void {
  const start = cursor.at;
  for (let left = bits; left > 0; left -= 7) if (readByte(cursor) < 0x80) return;
  throw new WasmError(`integer is longer than ${bits} bits`, start);
}

/**
 * An unsigned 64 bit address or size as a number: exact up to 2^53, the nearest one beyond. Throws `WasmError` for a
 * longer one.
 */
export function readAddress(cursor: Cursor): number {
  const first = cursor.at < cursor.end ? cursor.bytes[cursor.at]! : 0x80;
  if (first < 0x80) {
    cursor.at++;
    return first;
  }
  return Number(readU64(cursor));
}

/** The length of a list that is kept; each item takes at least `minBytes`. */
export function readLength(cursor: Cursor, minBytes = 1): number {
  return readCount(cursor, readU32, minBytes);
}

/**
 * A name as the core format defines it: length and UTF-8, refused where it is none. Throws `WasmError` then, and where
 * it is cut off.
 */
export function readName(cursor: Cursor): string {
  return readString(cursor, readU32(cursor), true);
}

/**
 * A name in a custom section: bytes that are not UTF-8 are shown as U+FFFD, since no engine checks them. Throws
 * `WasmError` where it is cut off.
 */
export function readLabel(cursor: Cursor): string {
  return readString(cursor, readU32(cursor), false);
}
