import { Buffer } from 'node:buffer';
import { type Immediate, OPCODES, type OpcodeRange, PREFIXED } from '../features/opcodes.ts';
import { skipConstExpression } from '../wasm/const-expression.ts';
import { type Cursor, readByte, takeBytes } from '../wasm/cursor.ts';
import { readU32, skipLeb } from '../wasm/leb128.ts';
import { WasmError } from '../wasm/wasm-error.ts';
import { unsigned } from './code.ts';

/** What becomes of the places that a code names. */
export interface Rewriting {
  /** The new index of each function, by the old one. */
  readonly functions: readonly number[];
  /** What stands in place of `memory.size` and `memory.grow` of the first memory; absent in constant expressions. */
  readonly memory?: { readonly size: readonly number[]; readonly grow: readonly number[] };
}

/** Bytes that grow as more are added. */
export interface Sink {
  /** Adds the bytes `from … to` of others. */
  copy(bytes: Uint8Array, from?: number, to?: number): void;
  add(bytes: readonly number[]): void;
  /** What was added; it is overwritten after `clear`. */
  content(): Buffer;
  clear(): void;
}

/** A sink with nothing in it. */
export function createSink(): Sink {
  let kept = Buffer.alloc(1 << 16);
  let length = 0;
  const copy = (bytes: Uint8Array, from = 0, to = bytes.length) => {
    const next = length + to - from;
    if (next > kept.length) {
      const larger = Buffer.alloc(2 * next);
      kept.copy(larger, 0, 0, length);
      kept = larger;
    }
    kept.set(bytes.subarray(from, to), length);
    length = next;
  };
  return {
    copy,
    add: (bytes) => copy(Uint8Array.from(bytes)),
    content: () => kept.subarray(0, length),
    clear: () => {
      length = 0;
    },
  };
}

const flatten = (ranges: readonly OpcodeRange[]): readonly (Immediate | undefined)[] => {
  const forms: (Immediate | undefined)[] = [];
  for (const { from, to, immediate } of ranges) for (let code = from; code <= to; code++) forms[code] = immediate;
  return forms;
};
const PLAIN = flatten(OPCODES);
const TWO_PART = new Map([...PREFIXED].map(([first, ranges]) => [first, flatten(ranges)]));

const [CALL, RETURN_CALL, MEMORY_SIZE, MEMORY_GROW, REF_FUNC] = [0x10, 0x12, 0x3f, 0x40, 0xd2] as const;

/**
 * Copies instructions up to the cursor's end, with functions by their new indices. Throws `WasmError` at an instruction that
 * is not known, or that names a function that there is not.
 */
export function rewriteInstructions(cursor: Cursor, rewriting: Rewriting, sink: Sink): void {
  let copied = cursor.at;
  while (cursor.at < cursor.end) {
    const start = cursor.at;
    const opcode = cursor.bytes[cursor.at++]!;
    const changed = changeInstruction(cursor, opcode, rewriting);
    if (changed === null) {
      skipImmediate(cursor, opcode, start);
      continue;
    }
    sink.copy(cursor.bytes, copied, start);
    sink.add(changed);
    copied = cursor.at;
  }
  sink.copy(cursor.bytes, copied, cursor.end);
}

/** Copies a constant expression with its end. Throws `WasmError` as its reader does. */
export function rewriteExpression(cursor: Cursor, functions: readonly number[], sink: Sink): void {
  const start = cursor.at;
  skipConstExpression(cursor);
  rewriteInstructions({ ...cursor, at: start, end: cursor.at }, { functions }, sink);
}

/** Moves behind an instruction whose function or memory is to be another; null, and nothing is moved, where it is none. */
function changeInstruction(cursor: Cursor, opcode: number, { functions, memory }: Rewriting): readonly number[] | null {
  if (opcode === CALL || opcode === RETURN_CALL || opcode === REF_FUNC) {
    const start = cursor.at;
    const index = functions[readU32(cursor)];
    if (index === undefined) throw new WasmError('a function that there is not', start);
    return [opcode, ...unsigned(index)];
  }
  if (!memory || (opcode !== MEMORY_SIZE && opcode !== MEMORY_GROW)) return null;
  const start = cursor.at;
  if (readU32(cursor) === 0) return opcode === MEMORY_SIZE ? memory.size : memory.grow;
  cursor.at = start;
  return null;
}

function skipImmediate(cursor: Cursor, opcode: number, start: number): void {
  const forms = TWO_PART.get(opcode);
  const form = forms ? forms[readU32(cursor)] : PLAIN[opcode];
  if (form === undefined) throw new WasmError(`unknown instruction 0x${opcode.toString(16)}`, start, 'unknown');
  // These two are most of all instructions.
  if (form === 'leb') skipLeb(cursor, 64);
  else if (form !== 'none') SKIP[form](cursor);
}

/** How to move behind what follows an opcode. */
const SKIP: Readonly<Record<Immediate, (cursor: Cursor) => void>> = {
  none: () => {},
  leb: (cursor) => skipLebs(cursor, 1),
  leb2: (cursor) => skipLebs(cursor, 2),
  memory: skipMemory,
  'memory-lane': (cursor) => {
    skipMemory(cursor);
    skipBytes(cursor, 1);
  },
  byte: (cursor) => skipBytes(cursor, 1),
  bytes4: (cursor) => skipBytes(cursor, 4),
  bytes8: (cursor) => skipBytes(cursor, 8),
  bytes16: (cursor) => skipBytes(cursor, 16),
  block: skipBlockType,
  br_table: (cursor) => skipLebs(cursor, readU32(cursor) + 1),
  select: (cursor) => {
    for (let left = readU32(cursor); left > 0; left--) skipType(cursor);
  },
  try_table: (cursor) => {
    skipBlockType(cursor);
    for (let left = readU32(cursor); left > 0; left--) skipLebs(cursor, readByte(cursor) < 2 ? 2 : 1);
  },
  heap: (cursor) => skipLebs(cursor, 1),
  br_on_cast: (cursor) => {
    skipBytes(cursor, 1);
    skipLebs(cursor, 3);
  },
};

/** Bit 6 of the alignment says that the number of a memory follows. */
function skipMemory(cursor: Cursor): void {
  skipLebs(cursor, readU32(cursor) & 0x40 ? 2 : 1);
}

/** Empty, one value type, or the number of a function type. */
function skipBlockType(cursor: Cursor): void {
  const first = cursor.bytes[cursor.at] ?? 0;
  if (first >= 0x40 && first < 0x80) skipType(cursor);
  else skipLeb(cursor, 33);
}

/** A value type: one byte, behind `ref` (0x64) and `ref null` (0x63) a heap type. */
export function skipType(cursor: Cursor): void {
  const first = readByte(cursor);
  if (first === 0x63 || first === 0x64) skipLeb(cursor, 33);
}

function skipBytes(cursor: Cursor, count: number): void {
  takeBytes(cursor, count, 'an immediate');
}

function skipLebs(cursor: Cursor, count: number): void {
  for (let left = count; left > 0; left--) skipLeb(cursor, 64);
}
