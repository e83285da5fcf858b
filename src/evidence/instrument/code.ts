/** Instructions, or bytes that stand for some, joined in order by `join`. */
export type Code = readonly (number | Code)[];

/** Unsigned LEB128 (core specification, "Integers"). */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 0x80)) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push((rest % 0x80) | 0x80);
  }
}

/** Signed LEB128. */
export function signed(value: bigint): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7n) {
    const byte = Number(rest & 0x7fn);
    const next = rest >> 7n;
    if ((next === 0n && byte < 0x40) || (next === -1n && byte >= 0x40)) return [...bytes, byte];
    bytes.push(byte | 0x80);
  }
}

/** All bytes of some code. */
export function join(code: Code): number[] {
  return code.flatMap((part) => (typeof part === 'number' ? [part] : join(part)));
}

/** Length and UTF-8. */
export function text(value: string): number[] {
  const bytes = [...Buffer.from(value)];
  return [...unsigned(bytes.length), ...bytes];
}

/** A number of the name of a value type in a module. */
export const VALUE_TYPES: Readonly<Record<string, number>> = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c };

/** Builds instructions of WebAssembly 1.0 (core specification, "Instructions"); places are indices. */
export const op = {
  getLocal: (at: number): Code => [0x20, unsigned(at)],
  setLocal: (at: number): Code => [0x21, unsigned(at)],
  teeLocal: (at: number): Code => [0x22, unsigned(at)],
  getGlobal: (at: number): Code => [0x23, unsigned(at)],
  setGlobal: (at: number): Code => [0x24, unsigned(at)],
  call: (at: number): Code => [0x10, unsigned(at)],
  i32: (value: number): Code => [0x41, signed(BigInt(value | 0))],
  i64: (value: bigint): Code => [0x42, signed(value)],
  load32: (offset: number): Code => [0x28, 0, unsigned(offset)],
  load64: (offset: number): Code => [0x29, 0, unsigned(offset)],
  load8: (offset: number): Code => [0x2d, 0, unsigned(offset)],
  load16: (offset: number): Code => [0x2f, 0, unsigned(offset)],
  store32: (offset: number): Code => [0x36, 0, unsigned(offset)],
  store64: (offset: number): Code => [0x37, 0, unsigned(offset)],
  store8: (offset: number): Code => [0x3a, 0, unsigned(offset)],
  store16: (offset: number): Code => [0x3b, 0, unsigned(offset)],
  /** Stores a value of any numeric type. */
  store: (type: string, offset: number): Code => [
    { i32: 0x36, i64: 0x37, f32: 0x38, f64: 0x39 }[type] ?? 0,
    0,
    unsigned(offset),
  ],
  block: (...code: Code): Code => [0x02, 0x40, code, 0x0b],
  loop: (...code: Code): Code => [0x03, 0x40, code, 0x0b],
  when: (...code: Code): Code => [0x04, 0x40, code, 0x0b],
  branch: (depth: number): Code => [0x0c, unsigned(depth)],
  branchIf: (depth: number): Code => [0x0d, unsigned(depth)],
  back: [0x0f] as Code,
  memorySize: [0x3f, 0] as Code,
  memoryGrow: [0x40, 0] as Code,
  isZero: [0x45] as Code,
  equal: [0x46] as Code,
  above: [0x4b] as Code,
  atLeast: [0x4f] as Code,
  above64: [0x56] as Code,
  add: [0x6a] as Code,
  subtract: [0x6b] as Code,
  shiftLeft: [0x74] as Code,
  add64: [0x7c] as Code,
  subtract64: [0x7d] as Code,
  multiply64: [0x7e] as Code,
  extend: [0xad] as Code,
};
