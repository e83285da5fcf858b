import { type Cursor, claimItems } from './cursor.ts';
import { WasmError } from './wasm-error.ts';

/** The symbol index of an archive, in its order. */
export interface ArchiveIndex {
  readonly form: 'gnu' | 'gnu64' | 'bsd' | 'bsd64';
  /** `member` is the offset of the member's header. */
  readonly symbols: readonly { readonly name: string; readonly member: number }[];
}

/**
 * The member `/` or `/SYM64/`: big-endian count and offsets, then names that end with a zero byte. Throws `WasmError`
 * where it is cut off.
 */
export function readGnuIndex(content: Cursor, wide: boolean): ArchiveIndex {
  const form = wide ? 'gnu64' : 'gnu';
  const { bytes, at, end } = content;
  const width = wide ? 8 : 4;
  if (at === end) return { form, symbols: [] };
  const count = readWord(content, at, wide, true);
  if (count * width > end - at - width) throw new WasmError(`index of ${count} symbols is too short`, at);
  claimItems(content, count, at);
  let name = at + width + count * width;
  const symbols: { name: string; member: number }[] = [];
  for (let place = 1; place <= count; place++) {
    const zero = bytes.indexOf(0, name);
    if (zero < 0 || zero >= end) throw new WasmError('symbol name without an end', name);
    symbols.push({
      name: bytes.toString('utf8', name, zero),
      member: readWord(content, at + place * width, wide, true),
    });
    name = zero + 1;
  }
  return { form, symbols };
}

/**
 * The member `__.SYMDEF`: little-endian size of pairs (name, offset), the pairs, size of names, names. Throws
 * `WasmError` where it is cut off or points outside.
 */
export function readBsdIndex(content: Cursor, wide: boolean): ArchiveIndex {
  const { bytes, at, end } = content;
  const width = wide ? 8 : 4;
  const size = readWord(content, at, wide, false);
  const names = at + width + size + width;
  if (size % (2 * width) !== 0 || names > end) throw new WasmError('symbol index is too short', at);
  const count = size / (2 * width);
  claimItems(content, count, at);
  let left = end - names;
  const symbols: { name: string; member: number }[] = [];
  for (let place = at + width; symbols.length < count; place += 2 * width) {
    const name = names + readWord(content, place, wide, false);
    const zero = name < end ? bytes.indexOf(0, name) : -1;
    if (zero < 0 || zero >= end) throw new WasmError('symbol name outside the index', place);
    left -= zero - name;
    if (left < 0) throw new WasmError('names overlap in the symbol index', place);
    symbols.push({ name: bytes.toString('utf8', name, zero), member: readWord(content, place + width, wide, false) });
  }
  return { form: wide ? 'bsd64' : 'bsd', symbols };
}

/** A fixed-width unsigned integer; those beyond 2^53 only become wrong offsets, which no file has. */
function readWord(content: Cursor, at: number, wide: boolean, bigEndian: boolean): number {
  const { bytes, end } = content;
  if (at + (wide ? 8 : 4) > end) throw new WasmError('symbol index is too short', at);
  if (wide) return Number(bigEndian ? bytes.readBigUInt64BE(at) : bytes.readBigUInt64LE(at));
  return bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at);
}
