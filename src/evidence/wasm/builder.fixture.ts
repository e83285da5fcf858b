/** Bytes or numbers that stand for bytes, joined in order. Only tests use this file. */
export type Part = number | readonly number[] | Uint8Array;

/** Joins parts. */
export function join(...parts: readonly Part[]): number[] {
  return parts.flatMap((part) => (typeof part === 'number' ? [part] : [...part]));
}

/** Unsigned LEB128, padded with redundant bytes to `width`. */
export function u(value: number | bigint, width = 1): number[] {
  const bytes: number[] = [];
  let rest = BigInt(value);
  do {
    bytes.push(Number(rest & 0x7fn));
    rest >>= 7n;
  } while (rest > 0n || bytes.length < width);
  return bytes.map((byte, index) => (index < bytes.length - 1 ? byte | 0x80 : byte));
}

/** Signed LEB128. */
export function s(value: number | bigint): number[] {
  const bytes: number[] = [];
  let rest = BigInt(value);
  for (;;) {
    const byte = Number(rest & 0x7fn);
    rest >>= 7n;
    const done = (rest === 0n && byte < 0x40) || (rest === -1n && byte >= 0x40);
    bytes.push(done ? byte : byte | 0x80);
    if (done) return bytes;
  }
}

/** Length and UTF-8. */
export function text(value: string): number[] {
  const bytes = [...new TextEncoder().encode(value)];
  return join(u(bytes.length), bytes);
}

/** Count and items. */
export function list(...items: readonly Part[]): number[] {
  return join(u(items.length), ...items);
}

/** Id, size, content: a section, or a subsection of a custom one. */
export function section(id: number, ...content: readonly Part[]): number[] {
  const bytes = join(...content);
  return join(id, u(bytes.length), bytes);
}

/** A custom section. */
export function custom(name: string, ...content: readonly Part[]): number[] {
  return section(0, text(name), ...content);
}

/** A file: header and sections. */
export function wasm(...sections: readonly Part[]): Uint8Array {
  return Uint8Array.from(join([0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0], ...sections));
}

/** Bytes of the value types. */
export const I32 = 0x7f;
export const I64 = 0x7e;
export const F64 = 0x7c;

/** A function type. */
export function func(params: readonly number[], results: readonly number[] = []): number[] {
  return join(0x60, list(...params), list(...results));
}
