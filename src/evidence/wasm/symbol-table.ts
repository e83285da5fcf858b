import { type Cursor, forNames, readByte } from './cursor.ts';
import type { ExternalKind, Import } from './externals.ts';
import { readAddress, readLabel, readLength, readU32 } from './leb128.ts';
import { WasmError } from './wasm-error.ts';

/** Kinds of symbols in the order of their codes (tool-conventions, Linking.md, "Symbol Table Subsection"). */
export const SYMBOL_KINDS = ['function', 'data', 'global', 'section', 'tag', 'table'] as const;

/** One of `SYMBOL_KINDS`. */
export type SymbolKind = (typeof SYMBOL_KINDS)[number];

/** Bits of a symbol's flags. */
export const SYMBOL_FLAGS = {
  weak: 0x01,
  local: 0x02,
  hidden: 0x04,
  undefined: 0x10,
  exported: 0x20,
  explicitName: 0x40,
  noStrip: 0x80,
  tls: 0x100,
  absolute: 0x200,
} as const;

/** An entry of an object's symbol table. */
export interface LinkSymbol {
  readonly kind: SymbolKind;
  /** Of an undefined one without `explicitName` the import's; empty for sections. */
  readonly name: string;
  /** `SYMBOL_FLAGS` */
  readonly flags: number;
  /** Into the index space of its kind; of sections, into `sections`; of defined data, the segment's. */
  readonly index?: number;
  /** Where an undefined symbol comes from at run time. */
  readonly import?: Import;
  /** Bytes from the segment's begin, of defined data. */
  readonly offset?: number;
  /** Bytes, of defined data. */
  readonly size?: number;
}

/** The imports of each kind, in order. */
export type ImportsByKind = Readonly<Record<ExternalKind, readonly Import[]>>;

/** Whether a symbol has a flag. False: it lacks it. */
export function hasFlag(symbol: { readonly flags: number }, flag: keyof typeof SYMBOL_FLAGS): boolean {
  return (symbol.flags & SYMBOL_FLAGS[flag]) !== 0;
}

/** The content of the symbol table subsection. Throws `WasmError` for an unknown kind of symbol. */
export function readSymbolTable(cursor: Cursor, imports: ImportsByKind, symbols: LinkSymbol[]): void {
  const names = forNames(cursor);
  for (let left = readLength(names, 3); left > 0; left--) symbols.push(readSymbol(names, imports));
  cursor.at = names.at;
}

function readSymbol(cursor: Cursor, imports: ImportsByKind): LinkSymbol {
  const start = cursor.at;
  const kind = SYMBOL_KINDS[readByte(cursor)];
  const flags = readU32(cursor);
  if (kind === undefined) throw new WasmError('unknown kind of symbol', start, 'unknown');
  if (kind === 'data') return readDataSymbol(cursor, flags);
  const index = readU32(cursor);
  if (kind === 'section') return { kind, name: '', flags, index };
  if ((flags & SYMBOL_FLAGS.undefined) === 0) return { kind, name: readLabel(cursor), flags, index };
  const entry = imports[kind][index];
  if (entry === undefined) throw new WasmError(`undefined ${kind} symbol without an import`, start);
  const name = (flags & SYMBOL_FLAGS.explicitName) === 0 ? entry.name : readLabel(cursor);
  return { kind, name, flags, index, import: entry };
}

function readDataSymbol(cursor: Cursor, flags: number): LinkSymbol {
  const name = readLabel(cursor);
  if ((flags & SYMBOL_FLAGS.undefined) !== 0) return { kind: 'data', name, flags };
  const index = readU32(cursor);
  const offset = readAddress(cursor);
  return { kind: 'data', name, flags, index, offset, size: readAddress(cursor) };
}
