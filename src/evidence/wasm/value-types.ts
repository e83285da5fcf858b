import { type Cursor, readByte } from './cursor.ts';
import { readSigned } from './leb128.ts';
import { WasmError } from './wasm-error.ts';

/** Number, vector and packed types by their byte (core specification 3.0, "Types"). */
const PLAIN: ReadonlyMap<number, string> = new Map([
  [0x7f, 'i32'],
  [0x7e, 'i64'],
  [0x7d, 'f32'],
  [0x7c, 'f64'],
  [0x7b, 'v128'],
  [0x78, 'i8'],
  [0x77, 'i16'],
]);

/** Abstract heap types by their byte: text in `(ref …)`, and the short form of the nullable reference. */
const HEAP: ReadonlyMap<number, readonly [heap: string, nullable: string]> = new Map([
  [0x75, ['nocont', 'nullcontref']],
  [0x74, ['noexn', 'nullexnref']],
  [0x73, ['nofunc', 'nullfuncref']],
  [0x72, ['noextern', 'nullexternref']],
  [0x71, ['none', 'nullref']],
  [0x70, ['func', 'funcref']],
  [0x6f, ['extern', 'externref']],
  [0x6e, ['any', 'anyref']],
  [0x6d, ['eq', 'eqref']],
  [0x6c, ['i31', 'i31ref']],
  [0x6b, ['struct', 'structref']],
  [0x6a, ['array', 'arrayref']],
  [0x69, ['exn', 'exnref']],
  [0x68, ['cont', 'contref']],
  [0x67, ['string', 'stringref']],
  [0x66, ['stringview_wtf8', 'stringview_wtf8']],
  [0x62, ['stringview_wtf16', 'stringview_wtf16']],
  [0x61, ['stringview_iter', 'stringview_iter']],
]);

const REF = 0x64;
const REF_NULL = 0x63;
const SHARED = 0x65;
const EXACT = 0x62;

/**
 * A value, packed or reference type as text: `i32`, `externref`, `(ref null 3)`, `(ref (shared any))`. Throws
 * `WasmError` for an unknown one.
 */
export function readValueType(cursor: Cursor): string {
  const start = cursor.at;
  const byte = readByte(cursor);
  const plain = PLAIN.get(byte);
  if (plain !== undefined) return plain;
  if (byte === REF) return `(ref ${readHeapType(cursor)})`;
  if (byte === REF_NULL) return `(ref null ${readHeapType(cursor)})`;
  const abstract = HEAP.get(byte);
  if (abstract !== undefined) return abstract[1];
  if (byte === SHARED) return `(ref null (shared ${readAbstract(cursor)}))`;
  throw new WasmError(`unknown value type 0x${byte.toString(16)}`, start, 'unknown');
}

/**
 * A heap type: a type index, or an abstract one, perhaps shared (shared-everything) or exact (custom descriptors).
 * Throws `WasmError` for an unknown one.
 */
export function readHeapType(cursor: Cursor): string {
  const byte = cursor.at < cursor.end ? cursor.bytes[cursor.at]! : -1;
  if (byte === SHARED) {
    cursor.at++;
    return `(shared ${readAbstract(cursor)})`;
  }
  if (byte === EXACT) {
    cursor.at++;
    return `(exact ${readTypeIndex(cursor)})`;
  }
  return byte >= 0x40 && byte < 0x80 ? readAbstract(cursor) : readTypeIndex(cursor);
}

function readAbstract(cursor: Cursor): string {
  const start = cursor.at;
  const abstract = HEAP.get(readByte(cursor));
  if (abstract === undefined) throw new WasmError('unknown heap type', start, 'unknown');
  return abstract[0];
}

function readTypeIndex(cursor: Cursor): string {
  const start = cursor.at;
  const index = readSigned(cursor, 33);
  if (index < 0n) throw new WasmError('unknown heap type', start, 'unknown');
  return `${index}`;
}
