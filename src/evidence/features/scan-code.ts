import type { ReadBytes } from '../wasm/read-section.ts';
import { FEATURE_NAMES, type Feature } from './features.ts';
import { type Immediate, OPCODES, type OpcodeRange, PREFIXED } from './opcodes.ts';

/** What the instructions of a code section need. */
export interface CodeScan {
  readonly features: ReadonlySet<Feature>;
  /** Offset in the file of the first instruction that is not known; functions are read up to theirs. */
  readonly unknownAt: number | null;
  /** The largest functions, largest first, at most `MOST_LARGEST`. */
  readonly largest: readonly FunctionSize[];
}

/** How large a function is. */
export interface FunctionSize {
  /** Among the functions of the code section: those that are imported come before it in the module's own numbers. */
  readonly place: number;
  /** Bytes of its body. */
  readonly size: number;
}

/** How many of the largest functions are kept. */
export const MOST_LARGEST = 10;

const FORMS: readonly Immediate[] = [
  'none',
  'leb',
  'leb2',
  'memory',
  'memory-lane',
  'byte',
  'bytes4',
  'bytes8',
  'bytes16',
  'block',
  'br_table',
  'select',
  'try_table',
  'heap',
  'br_on_cast',
];
const UNKNOWN = 255;
const PREFIX = 254;

/** The forms of a table's opcodes by number, and their features as bits. */
interface FlatTable {
  readonly form: Uint8Array;
  readonly bit: Int32Array;
}

const bitOf = (feature: Feature) => 1 << FEATURE_NAMES.indexOf(feature);
const MULTIVALUE = bitOf('multivalue');
const MULTIMEMORY = bitOf('multimemory');
const REFERENCES = bitOf('reference-types');

function flatten(ranges: readonly OpcodeRange[]): FlatTable {
  const size = Math.max(256, ...ranges.map(({ to }) => to + 1));
  const form = new Uint8Array(size).fill(UNKNOWN);
  const bit = new Int32Array(size);
  for (const { from, to, immediate, feature } of ranges) {
    form.fill(FORMS.indexOf(immediate), from, to + 1);
    if (feature) bit.fill(bitOf(feature), from, to + 1);
  }
  return { form, bit };
}

const PLAIN = flatten(OPCODES);
const TWO_PART = Array.from({ length: 256 }, (_, first) => {
  const ranges = PREFIXED.get(first);
  return ranges ? flatten(ranges) : null;
});
for (const first of PREFIXED.keys()) PLAIN.form[first] = PREFIX;

/** How much of a code section is read at a time: few functions are larger. */
const WINDOW = 1 << 20;

/** Longest LEB128 of a function's size. */
const LEB_CAP = 10;

/** Functions of a code section that stand behind each other. */
export interface CodePart {
  /** Offset in the file of the first one's size. */
  readonly from: number;
  /** Where the code section ends. */
  readonly end: number;
  /** The first one's place among all, and how many there are. */
  readonly place: number;
  readonly count: number;
}

/** What a part needs: features as bits, the offset of the first instruction that is not known or -1, the largest functions. */
export interface PartScan {
  readonly mask: number;
  readonly unknownAt: number;
  readonly largest: readonly FunctionSize[];
}

/** Begins to scan a part on another thread; what it gives waits for the outcome, which is null where that failed. */
export type ScanElsewhere = (part: CodePart) => () => PartScan | null;

/** Code sections from this size on are worth another thread, in bytes. */
const WORTH_A_THREAD = 1 << 22;

/**
 * Finds the features that a module's functions use, in one pass over the code section that keeps nothing: what linkers
 * declare in `target_features` is what was allowed, and most finished modules declare nothing. `offset` and `size` are
 * those of the section's content; the second half of a large one is scanned `elsewhere`, with the same outcome. Never throws:
 * what is malformed ends the pass.
 */
export function scanCode(read: ReadBytes, offset: number, size: number, elsewhere?: ScanElsewhere): CodeScan {
  const whole = readWhole(read, offset, size);
  const halves = elsewhere && size >= WORTH_A_THREAD ? halve(read, whole) : null;
  if (!halves) return joinScans([scanPart(read, whole)]);
  const wait = elsewhere!(halves[1]);
  const first = scanPart(read, halves[0]);
  return joinScans([first, wait() ?? scanPart(read, halves[1])]);
}

function readWhole(read: ReadBytes, offset: number, size: number): CodePart {
  const end = offset + size;
  const scan = openScan(read, offset, Math.min(end, offset + LEB_CAP));
  const count = readLeb(scan);
  return { from: offset + scan.at, end, place: 0, count };
}

/** The functions before and behind the middle; null where there is nothing behind it. */
function halve(read: ReadBytes, { from, end, count }: CodePart): readonly [CodePart, CodePart] | null {
  const scan = openScan(read, from, Math.min(end, from + WINDOW));
  const middle = from + (end - from) / 2;
  for (let place = 0; place < count; place++) {
    const at = scan.base + scan.at;
    if (at >= middle) {
      const behind = { from: at, end, place, count: count - place };
      return [{ from, end, place: 0, count: place }, behind];
    }
    if (!hold(scan, read, LEB_CAP, end)) return null;
    const length = readLeb(scan);
    scan.at += length;
    if (scan.base + scan.at >= end) return null;
  }
  return null;
}

/** Scans the functions of a part. Never throws: what is malformed ends the pass. */
export function scanPart(read: ReadBytes, { from, end, place: first, count }: CodePart): PartScan {
  const scan = openScan(read, from, Math.min(end, from + WINDOW));
  const largest: FunctionSize[] = [];
  for (let place = first; place < first + count; place++) {
    if (!hold(scan, read, LEB_CAP, end)) break;
    const length = readLeb(scan);
    keepLargest(largest, place, length);
    hold(scan, read, length, end);
    const bodyEnd = Math.min(scan.bytes.length, scan.at + length);
    skipLocals(scan, bodyEnd);
    scanBody(scan, bodyEnd);
    scan.at = bodyEnd;
  }
  return { mask: scan.mask, unknownAt: scan.unknownAt, largest };
}

function openScan(read: ReadBytes, from: number, to: number): Scan {
  return { bytes: read(from, to), base: from, at: 0, mask: 0, unknownAt: -1 };
}

/** What parts need together, which are given in the order of the file. */
function joinScans(parts: readonly PartScan[]): CodeScan {
  const mask = parts.reduce((bits, part) => bits | part.mask, 0);
  const unknownAt = parts.find((part) => part.unknownAt >= 0)?.unknownAt ?? null;
  const largest: FunctionSize[] = [];
  for (const part of parts) for (const { place, size } of part.largest) keepLargest(largest, place, size);
  return { features: new Set(FEATURE_NAMES.filter((_, place) => mask & (1 << place))), unknownAt, largest };
}

/** A list in order, of which the last goes where it is full. */
function keepLargest(largest: FunctionSize[], place: number, size: number): void {
  if (largest.length === MOST_LARGEST && size <= largest[MOST_LARGEST - 1]!.size) return;
  const at = largest.findIndex((other) => other.size < size);
  largest.splice(at < 0 ? largest.length : at, 0, { place, size });
  if (largest.length > MOST_LARGEST) largest.pop();
}

/** Moves the window so that it holds the next `size` bytes, as far as the section has them. False at its end. */
function hold(scan: Scan, read: ReadBytes, size: number, end: number): boolean {
  const start = scan.base + scan.at;
  const needed = Math.min(end, start + size);
  if (needed > scan.base + scan.bytes.length) {
    scan.bytes = read(start, Math.min(end, Math.max(needed, start + WINDOW)));
    scan.base = start;
    scan.at = 0;
  }
  return scan.at < scan.bytes.length;
}

/** A window onto a code section. */
interface Scan {
  bytes: Uint8Array;
  /** The window's offset in the file. */
  base: number;
  /** In the window. */
  at: number;
  mask: number;
  unknownAt: number;
}

function scanBody(scan: Scan, end: number): void {
  const { bytes } = scan;
  const { form: forms, bit: bits } = PLAIN;
  let at = scan.at;
  let mask = scan.mask;
  while (at < end) {
    const opcode = bytes[at++]!;
    mask |= bits[opcode]!;
    const form = forms[opcode]!;
    if (form === 0) continue;
    if (form === 1) {
      while (bytes[at++]! >= 0x80);
      continue;
    }
    if (form === 3) {
      // Bit 6 of the alignment says that the number of a memory follows.
      if (bytes[at]! & 0x40 && bytes[at]! < 0x80) {
        mask |= MULTIMEMORY;
        at++;
      }
      while (bytes[at++]! >= 0x80);
      while (bytes[at++]! >= 0x80);
      continue;
    }
    scan.at = at;
    scan.mask = mask;
    const known = form === PREFIX ? skipTwoPart(scan, opcode) : skipImmediate(scan, form, opcode);
    if (!known) {
      if (scan.unknownAt < 0) scan.unknownAt = scan.base + at - 1;
      return;
    }
    at = scan.at;
    mask = scan.mask;
  }
  scan.mask = mask;
}

function skipTwoPart(scan: Scan, first: number): boolean {
  const table = TWO_PART[first];
  const opcode = readLeb(scan);
  const form = table && opcode < table.form.length ? table.form[opcode]! : UNKNOWN;
  if (form === UNKNOWN || !table) return false;
  scan.mask |= table.bit[opcode]!;
  return form === 0 || skipImmediate(scan, form, -1);
}

/** Moves behind what follows an instruction; `opcode` is -1 for those of two parts. False where it is not known. */
function skipImmediate(scan: Scan, form: number, opcode: number): boolean {
  switch (FORMS[form]) {
    case 'leb':
      return skipLebs(scan, 1);
    case 'leb2':
      // call_indirect: a table other than the first, or its number in the long form that linkers write.
      if (opcode === 0x11 && isLaterTable(scan)) scan.mask |= REFERENCES;
      return opcode === 0x11 || skipLebs(scan, 2);
    case 'memory':
      return skipMemory(scan);
    case 'memory-lane':
      skipMemory(scan);
      return skipBytes(scan, 1);
    case 'byte':
      return skipBytes(scan, 1);
    case 'bytes4':
      return skipBytes(scan, 4);
    case 'bytes8':
      return skipBytes(scan, 8);
    case 'bytes16':
      return skipBytes(scan, 16);
    case 'block':
      return skipBlockType(scan);
    case 'br_table':
      return skipLebs(scan, readLeb(scan) + 1);
    case 'select':
      for (let left = readLeb(scan); left > 0 && scan.at < scan.bytes.length; left--) skipType(scan);
      return true;
    case 'try_table':
      skipBlockType(scan);
      for (let left = readLeb(scan); left > 0 && scan.at < scan.bytes.length; left--) {
        const kind = scan.bytes[scan.at++]!;
        skipLebs(scan, kind < 2 ? 2 : 1);
      }
      return true;
    case 'heap':
      return skipLebs(scan, 1);
    case 'br_on_cast':
      skipBytes(scan, 1);
      return skipLebs(scan, 3);
  }
  return false;
}

function isLaterTable(scan: Scan): boolean {
  skipLebs(scan, 1);
  const start = scan.at;
  return readLeb(scan) > 0 || scan.at - start > 1;
}

function skipMemory(scan: Scan): boolean {
  const flags = readLeb(scan);
  if (flags & 0x40) {
    scan.mask |= MULTIMEMORY;
    skipLebs(scan, 1);
  }
  return skipLebs(scan, 1);
}

/** Empty, one value type, or the number of a function type, which came with multiple values. */
function skipBlockType(scan: Scan): boolean {
  const first = scan.bytes[scan.at]!;
  if (first >= 0x40 && first < 0x80) return skipType(scan);
  scan.mask |= MULTIVALUE;
  return skipLebs(scan, 1);
}

/** A value type: one byte, behind `ref` (0x64) and `ref null` (0x63) a heap type. */
function skipType(scan: Scan): boolean {
  const first = scan.bytes[scan.at++]!;
  if (first === 0x7b) scan.mask |= bitOf('simd128');
  if (first === 0x6f || first === 0x70) scan.mask |= REFERENCES;
  return first === 0x63 || first === 0x64 ? skipLebs(scan, 1) : true;
}

function skipLocals(scan: Scan, end: number): void {
  for (let left = readLeb(scan); left > 0 && scan.at < end; left--) {
    readLeb(scan);
    skipType(scan);
  }
}

function skipBytes(scan: Scan, count: number): boolean {
  scan.at += count;
  return true;
}

function skipLebs(scan: Scan, count: number): boolean {
  const { bytes } = scan;
  for (let left = count; left > 0 && scan.at < bytes.length; left--) while (bytes[scan.at++]! >= 0x80);
  return true;
}

/** An unsigned integer; what goes beyond 32 bits is no valid count, and only bounded by the file's end. */
function readLeb(scan: Scan): number {
  let value = 0;
  for (let factor = 1; scan.at < scan.bytes.length; factor *= 0x80) {
    const byte = scan.bytes[scan.at++]!;
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) break;
  }
  return value;
}
