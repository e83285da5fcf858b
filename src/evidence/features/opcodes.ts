import type { Feature } from './features.ts';

/**
 * What follows an opcode. `leb`: that many integers; `bytes`: that many bytes; `memory`: alignment, perhaps a memory,
 * offset; `lane`: the same and a byte. The others are as their instruction has it.
 */
export type Immediate =
  | 'none'
  | 'leb'
  | 'leb2'
  | 'memory'
  | 'memory-lane'
  | 'byte'
  | 'bytes4'
  | 'bytes8'
  | 'bytes16'
  | 'block'
  | 'br_table'
  | 'select'
  | 'try_table'
  | 'heap'
  | 'br_on_cast';

/** Instructions `from … to` (inclusive) with what follows each and the feature that they came with. */
export interface OpcodeRange {
  readonly from: number;
  readonly to: number;
  readonly immediate: Immediate;
  readonly feature?: Feature;
}

const range = (from: number, to: number, immediate: Immediate, feature?: Feature): OpcodeRange =>
  feature ? { from, to, immediate, feature } : { from, to, immediate };

/**
 * One-byte opcodes (core specification 3.0, "Instructions"; legacy exceptions: exception-handling,
 * legacy/Exceptions.md). What is missing is unknown or begins a table of its own.
 */
export const OPCODES: readonly OpcodeRange[] = [
  range(0x00, 0x01, 'none'),
  range(0x02, 0x04, 'block'),
  range(0x05, 0x05, 'none'),
  range(0x06, 0x06, 'block', 'exceptions-legacy'),
  range(0x07, 0x07, 'leb', 'exceptions-legacy'),
  range(0x08, 0x08, 'leb', 'exceptions'),
  range(0x09, 0x09, 'leb', 'exceptions-legacy'),
  range(0x0a, 0x0a, 'none', 'exnref'),
  range(0x0b, 0x0b, 'none'),
  range(0x0c, 0x0d, 'leb'),
  range(0x0e, 0x0e, 'br_table'),
  range(0x0f, 0x0f, 'none'),
  range(0x10, 0x10, 'leb'),
  range(0x11, 0x11, 'leb2'),
  range(0x12, 0x12, 'leb', 'tail-call'),
  range(0x13, 0x13, 'leb2', 'tail-call'),
  range(0x14, 0x14, 'leb', 'typed-function-references'),
  range(0x15, 0x15, 'leb', 'tail-call'),
  range(0x18, 0x18, 'leb', 'exceptions-legacy'),
  range(0x19, 0x19, 'none', 'exceptions-legacy'),
  range(0x1a, 0x1b, 'none'),
  range(0x1c, 0x1c, 'select', 'reference-types'),
  range(0x1f, 0x1f, 'try_table', 'exnref'),
  range(0x20, 0x24, 'leb'),
  range(0x25, 0x26, 'leb', 'reference-types'),
  range(0x28, 0x3e, 'memory'),
  range(0x3f, 0x42, 'leb'),
  range(0x43, 0x43, 'bytes4'),
  range(0x44, 0x44, 'bytes8'),
  range(0x45, 0xbf, 'none'),
  range(0xc0, 0xc4, 'none', 'sign-ext'),
  range(0xd0, 0xd0, 'heap', 'reference-types'),
  range(0xd1, 0xd1, 'none', 'reference-types'),
  range(0xd2, 0xd2, 'leb', 'reference-types'),
  range(0xd3, 0xd3, 'none', 'gc'),
  range(0xd4, 0xd4, 'none', 'typed-function-references'),
  range(0xd5, 0xd6, 'leb', 'typed-function-references'),
];

/** Opcodes behind 0xfb (core specification 3.0, aggregates). */
const GC: readonly OpcodeRange[] = [
  range(0, 1, 'leb', 'gc'),
  range(2, 5, 'leb2', 'gc'),
  range(6, 7, 'leb', 'gc'),
  range(8, 10, 'leb2', 'gc'),
  range(11, 14, 'leb', 'gc'),
  range(15, 15, 'none', 'gc'),
  range(16, 16, 'leb', 'gc'),
  range(17, 19, 'leb2', 'gc'),
  range(20, 23, 'heap', 'gc'),
  range(24, 25, 'br_on_cast', 'gc'),
  range(26, 30, 'none', 'gc'),
];

/** Opcodes behind 0xfc: conversions, bulk memory, tables, 128 bit arithmetic (wide-arithmetic, Overview.md). */
const MISC: readonly OpcodeRange[] = [
  range(0, 7, 'none', 'nontrapping-fptoint'),
  range(8, 8, 'leb2', 'bulk-memory'),
  range(9, 9, 'leb', 'bulk-memory'),
  range(10, 10, 'leb2', 'bulk-memory'),
  range(11, 11, 'leb', 'bulk-memory'),
  range(12, 12, 'leb2', 'bulk-memory'),
  range(13, 13, 'leb', 'bulk-memory'),
  range(14, 14, 'leb2', 'bulk-memory'),
  range(15, 17, 'leb', 'reference-types'),
  range(19, 22, 'none', 'wide-arithmetic'),
];

/** Opcodes behind 0xfd: SIMD, from 0x100 on relaxed. */
const SIMD: readonly OpcodeRange[] = [
  range(0, 11, 'memory', 'simd128'),
  range(12, 13, 'bytes16', 'simd128'),
  range(14, 20, 'none', 'simd128'),
  range(21, 34, 'byte', 'simd128'),
  range(35, 83, 'none', 'simd128'),
  range(84, 91, 'memory-lane', 'simd128'),
  range(92, 93, 'memory', 'simd128'),
  range(94, 255, 'none', 'simd128'),
  range(256, 275, 'none', 'relaxed-simd'),
];

/** Opcodes behind 0xfe (threads, "Atomic Memory Instructions"). */
const ATOMIC: readonly OpcodeRange[] = [
  range(0, 2, 'memory', 'atomics'),
  range(3, 3, 'byte', 'atomics'),
  range(0x10, 0x4e, 'memory', 'atomics'),
];

/** Tables of two-part opcodes by their first byte. */
export const PREFIXED: ReadonlyMap<number, readonly OpcodeRange[]> = new Map([
  [0xfb, GC],
  [0xfc, MISC],
  [0xfd, SIMD],
  [0xfe, ATOMIC],
]);
