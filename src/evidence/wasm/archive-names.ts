import type { Cursor } from './cursor.ts';
import { WasmError } from './wasm-error.ts';

/** The `//` member of a GNU archive; names that were resolved, by their offset, and how many bytes they may still take. */
export interface NameTable {
  readonly content: Cursor;
  readonly resolved: Map<number, string>;
  left: number;
}

/** A table from which nothing was read yet. */
export function openNameTable(content: Cursor): NameTable {
  return { content, resolved: new Map(), left: content.end - content.at };
}

/**
 * A member's name from its header's field: `name/` as GNU writes it, `name` as BSD does, `/12` for the name that
 * begins at byte 12 of the table and ends with `/` and a line feed (`/12:345` in a thin archive of archives). Throws
 * `WasmError` where the table does not have it.
 */
export function resolveName(field: string, table: NameTable | null, offset: number): string {
  const long = /^\/(\d{1,15})(?::\d{1,15})?$/.exec(field);
  if (!long) return field.endsWith('/') ? field.slice(0, -1) : field;
  if (!table) throw new WasmError('name in a table that the archive does not have', offset);
  const place = Number(long[1]);
  const known = table.resolved.get(place);
  if (known !== undefined) return known;
  const { content } = table;
  const begin = content.at + place;
  const feed = begin < content.end ? content.bytes.indexOf(0x0a, begin) : -1;
  if (feed < 0 || feed >= content.end) throw new WasmError('name outside the table of names', offset);
  // Overlapping names would let a small table become a large list.
  table.left -= feed - begin;
  if (table.left < 0) throw new WasmError('names overlap in the table of names', offset);
  const name = content.bytes.toString('utf8', begin, feed).replace(/\/$/, '');
  table.resolved.set(place, name);
  return name;
}
