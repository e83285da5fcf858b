import { type Cursor, claimItems, readByte } from './cursor.ts';
import { readU32, skipLeb } from './leb128.ts';
import { WasmError } from './wasm-error.ts';

/**
 * Relocation types in the order of their codes, with the bits of the addend that follows (0: none); as in LLVM 21,
 * BinaryFormat/WasmRelocs.def, and tool-conventions, Linking.md.
 */
const RELOCATION_TYPES: readonly (readonly [name: string, addendBits: 0 | 32 | 64])[] = [
  ['FUNCTION_INDEX_LEB', 0],
  ['TABLE_INDEX_SLEB', 0],
  ['TABLE_INDEX_I32', 0],
  ['MEMORY_ADDR_LEB', 32],
  ['MEMORY_ADDR_SLEB', 32],
  ['MEMORY_ADDR_I32', 32],
  ['TYPE_INDEX_LEB', 0],
  ['GLOBAL_INDEX_LEB', 0],
  ['FUNCTION_OFFSET_I32', 32],
  ['SECTION_OFFSET_I32', 32],
  ['TAG_INDEX_LEB', 0],
  ['MEMORY_ADDR_REL_SLEB', 32],
  ['TABLE_INDEX_REL_SLEB', 0],
  ['GLOBAL_INDEX_I32', 0],
  ['MEMORY_ADDR_LEB64', 64],
  ['MEMORY_ADDR_SLEB64', 64],
  ['MEMORY_ADDR_I64', 64],
  ['MEMORY_ADDR_REL_SLEB64', 64],
  ['TABLE_INDEX_SLEB64', 0],
  ['TABLE_INDEX_I64', 0],
  ['TABLE_NUMBER_LEB', 0],
  ['MEMORY_ADDR_TLS_SLEB', 32],
  ['FUNCTION_OFFSET_I64', 64],
  ['MEMORY_ADDR_LOCREL_I32', 32],
  ['TABLE_INDEX_REL_SLEB64', 0],
  ['MEMORY_ADDR_TLS_SLEB64', 64],
  ['FUNCTION_INDEX_I32', 0],
];

const TYPE_INDEX_LEB = 6;

/** A `reloc.*` section, counted. */
export interface Relocations {
  /** The custom section's name, such as `reloc.CODE`. */
  readonly name: string;
  /** Index of the section that they patch. */
  readonly section: number;
  /** How many there are of each type. */
  readonly byType: Readonly<Record<string, number>>;
  /** How many refer to each symbol, by index into the symbol table. */
  readonly targets: ReadonlyMap<number, number>;
}

/**
 * The content of a `reloc.*` section: a pass over all entries that keeps counts only. Throws `WasmError` for an unknown
 * type.
 */
export function readRelocations(cursor: Cursor, name: string): Relocations {
  const section = readU32(cursor);
  const counts = new Uint32Array(RELOCATION_TYPES.length);
  const targets = new Map<number, number>();
  for (let left = readU32(cursor); left > 0; left--) {
    const start = cursor.at;
    const code = readByte(cursor);
    const type = RELOCATION_TYPES[code];
    if (type === undefined) throw new WasmError(`unknown relocation type ${code}`, start, 'unknown');
    readU32(cursor);
    const target = readU32(cursor);
    if (type[1] !== 0) skipLeb(cursor, type[1]);
    counts[code]!++;
    if (code === TYPE_INDEX_LEB) continue;
    const earlier = targets.get(target);
    if (earlier === undefined) claimItems(cursor, 1, start);
    targets.set(target, (earlier ?? 0) + 1);
  }
  const used = RELOCATION_TYPES.map(([label], code) => [label, counts[code]!] as const).filter(
    ([, count]) => count > 0,
  );
  return { name, section, byType: Object.fromEntries(used), targets };
}
