import { Buffer } from 'node:buffer';
import type { Trace, TracedCall } from '../trace/call.ts';
import { decodeNumber, decodeResult } from '../trace/decode.ts';
import { nameErrno } from '../trace/names.ts';
import { type Parameter, resultBytes } from '../trace/signatures.ts';
import type { CallPlan, PlannedCall } from './plan-calls.ts';
import { HEADER_BYTES, LONGEST_TEXT, MARK_BYTES, MOST_BUFFERS, OUTSIDE } from './record-layout.ts';

/** Standard error of an instrumented guest, taken apart. */
export interface SplitErrors {
  /** The records of all batches, one behind the other; the last may not be whole. */
  readonly records: Buffer;
  /** What the guest and its host said themselves. */
  readonly said: Buffer;
}

/** Takes the batches out of standard error. What has the mark and is no batch is the guest's own. */
export function splitErrors(errors: Buffer, mark: Uint8Array): SplitErrors {
  const [records, said]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (;;) {
    const found = errors.indexOf(mark, at);
    if (found < 0 || found + HEADER_BYTES > errors.length) break;
    const from = found + HEADER_BYTES;
    const to = Math.min(errors.length, from + errors.readUInt32LE(found + MARK_BYTES));
    said.push(errors.subarray(at, found));
    records.push(errors.subarray(from, to));
    at = to;
  }
  said.push(errors.subarray(at));
  return { records: Buffer.concat(records), said: Buffer.concat(said) };
}

/**
 * Reads records up to `most` calls. A call that did not come back has no error and no time; a record that is not whole ends
 * the trace, as does one that can be none.
 */
export function readRecords(records: Buffer, { calls: planned }: CallPlan, most: number): Trace {
  const calls: TracedCall[] = [];
  const reader: Reader = { bytes: records, at: 0 };
  while (reader.at < records.length) {
    if (calls.length === most) return { calls, cut: true };
    const call = has(reader, 2) ? planned[take(reader, 2).readUInt16LE()] : undefined;
    const read = call && readRecord(reader, call);
    if (!read) break;
    calls.push(read);
  }
  return { calls, cut: false };
}

/** A place in records; readers move `at`. */
interface Reader {
  readonly bytes: Buffer;
  at: number;
}

const has = ({ bytes, at }: Reader, size: number) => at + size <= bytes.length;

function take(reader: Reader, size: number): Buffer {
  reader.at += size;
  return reader.bytes.subarray(reader.at - size, reader.at);
}

/** Null where the record does not even have its arguments. */
function readRecord(reader: Reader, call: PlannedCall): TracedCall | null {
  const size = 8 + call.params.reduce((sum, type) => sum + widthOf(type), 0);
  if (!has(reader, size)) return null;
  const started = take(reader, 8).readBigUInt64LE();
  const numbers = call.params.map((type) => readNumber(take(reader, widthOf(type)), type));
  const args: Record<string, string> = {};
  for (const [at, number] of call.parameters ? [] : numbers.entries()) args[`${at}`] = number;
  for (const parameter of call.parameters ?? []) {
    if (parameter.kind.startsWith('>')) continue;
    const value = readArgument(reader, parameter, numbers);
    if (value === null) return null;
    args[parameter.name] = value;
  }
  const back = 8 + (call.result === null ? 0 : widthOf(call.result));
  const open = { function: call.name, args, results: {}, errno: null, nanoseconds: null };
  if (!has(reader, back)) {
    reader.at = reader.bytes.length;
    return open;
  }
  const nanoseconds = Number(take(reader, 8).readBigUInt64LE() - started);
  if (call.result === null) return { ...open, nanoseconds };
  const result = take(reader, widthOf(call.result));
  const number = call.result === 'i32' ? result.readUInt32LE() : null;
  const results: Record<string, string> = number === null ? { 0: readNumber(result, call.result) } : {};
  for (const parameter of number === 0 ? (call.parameters ?? []) : []) {
    const size = resultBytes(parameter.kind);
    if (parameter.kind !== '>text' && size === 0) continue;
    const bytes = parameter.kind === '>text' ? readText(reader) : readBytes(reader, size);
    if (bytes === undefined) return { ...open, errno: nameErrno(0), nanoseconds };
    results[parameter.name] = decodeResult(parameter, bytes);
  }
  return { ...open, results, errno: number === null ? '' : nameErrno(number), nanoseconds };
}

function readArgument(reader: Reader, { kind, at }: Parameter, numbers: readonly string[]): string | null {
  if (kind === 'text') {
    const bytes = readText(reader);
    if (bytes === undefined) return null;
    return bytes === null ? '?' : JSON.stringify(bytes.toString());
  }
  if (kind === 'iovs') return readBuffers(reader);
  if (kind === 'buffer') return `${numbers[at + 1]} bytes`;
  return decodeNumber(kind, BigInt(numbers[at]!));
}

/** The bytes of a text, as many as are recorded. Null: they lie outside of the memory. Undefined: they are not whole. */
function readText(reader: Reader): Buffer | null | undefined {
  if (!has(reader, 4)) return undefined;
  const length = take(reader, 4).readUInt32LE();
  if (length === OUTSIDE) return null;
  const kept = Math.min(length, LONGEST_TEXT);
  return has(reader, kept) ? take(reader, kept) : undefined;
}

/** Bytes behind one that says whether there are any. Null: their place lies outside. Undefined: they are not whole. */
function readBytes(reader: Reader, size: number): Buffer | null | undefined {
  if (!has(reader, 1)) return undefined;
  if (take(reader, 1)[0] === 0) return null;
  return has(reader, size) ? take(reader, size) : undefined;
}

/** `[3, 0]`; null where it is not whole. */
function readBuffers(reader: Reader): string | null {
  if (!has(reader, 4)) return null;
  const count = take(reader, 4).readUInt32LE();
  if (count === OUTSIDE) return '?';
  const kept = Math.min(count, MOST_BUFFERS);
  if (!has(reader, 4 * kept)) return null;
  const lengths = Array.from({ length: kept }, () => take(reader, 4).readUInt32LE());
  return `[${lengths.join(', ')}${count > kept ? ', …' : ''}]`;
}

const widthOf = (type: string) => (type.endsWith('64') ? 8 : 4);

function readNumber(bytes: Buffer, type: string): string {
  if (type === 'i32') return `${bytes.readUInt32LE()}`;
  if (type === 'i64') return `${bytes.readBigUInt64LE()}`;
  return `${type === 'f32' ? bytes.readFloatLE() : bytes.readDoubleLE()}`;
}
