import { type Cursor, readByte, takeBytes } from './cursor.ts';
import { readLabel, readLength, readU32 } from './leb128.ts';
import { type ImportsByKind, type LinkSymbol, readSymbolTable } from './symbol-table.ts';
import { WasmError } from './wasm-error.ts';

/** A data segment's name and flags; alignment as log2. */
export interface SegmentInfo {
  readonly name: string;
  readonly alignment: number;
  readonly flags: number;
}

/** A group of which the linker keeps one; entries by kind (0 data, 1 function, 2 global, 3 tag, 4 table, 5 section). */
export interface Comdat {
  readonly name: string;
  readonly flags: number;
  readonly entries: readonly { readonly kind: number; readonly index: number }[];
}

/** The `linking` section (tool-conventions, Linking.md, version 2); at depth `symbols` only its symbols are read. */
export interface Linking {
  readonly version: number;
  readonly symbols: LinkSymbol[];
  readonly segments: SegmentInfo[];
  /** Functions to call at start, lowest priority number first; by index into `symbols`. */
  readonly initFunctions: { readonly priority: number; readonly symbol: number }[];
  readonly comdats: Comdat[];
}

/** The version of the `linking` section that LLVM 7 and later write; older symbol tables have another form. */
const LINKING_VERSION = 2;

/** The version at the content's begin and nothing else yet. Throws `WasmError` for an unknown version. */
export function startLinking(cursor: Cursor): Linking {
  const start = cursor.at;
  const version = readU32(cursor);
  if (version !== LINKING_VERSION) throw new WasmError(`unknown version ${version}`, start, 'unknown');
  return { version, symbols: [], segments: [], initFunctions: [], comdats: [] };
}

/**
 * The rest of the content of the `linking` section, read into `linking`, so that what was read stays when the rest
 * cannot be: its symbols, or `all` of it; `onUnknown` gets each unknown subsection.
 */
export function readLinking(
  cursor: Cursor,
  imports: ImportsByKind,
  linking: Linking,
  all: boolean,
  onUnknown: (id: number, offset: number) => void,
): void {
  while (cursor.at < cursor.end) {
    const start = cursor.at;
    const id = readByte(cursor);
    const part = takeBytes(cursor, readU32(cursor), 'subsection');
    if (id === 8) readSymbolTable(part, imports, linking.symbols);
    else if (!all && id >= 5 && id <= 7) continue;
    else if (id === 5) readSegments(part, linking.segments);
    else if (id === 6) readInitFunctions(part, linking);
    else if (id === 7) readComdats(part, linking.comdats);
    else onUnknown(id, start);
  }
}

function readSegments(cursor: Cursor, segments: SegmentInfo[]): void {
  for (let left = readLength(cursor, 3); left > 0; left--) {
    const name = readLabel(cursor);
    const alignment = readU32(cursor);
    segments.push({ name, alignment, flags: readU32(cursor) });
  }
}

function readInitFunctions(cursor: Cursor, linking: Linking): void {
  for (let left = readLength(cursor, 2); left > 0; left--) {
    const priority = readU32(cursor);
    linking.initFunctions.push({ priority, symbol: readU32(cursor) });
  }
}

function readComdats(cursor: Cursor, comdats: Comdat[]): void {
  for (let left = readLength(cursor, 3); left > 0; left--) {
    const name = readLabel(cursor);
    const flags = readU32(cursor);
    const entries: { kind: number; index: number }[] = [];
    for (let inner = readLength(cursor, 2); inner > 0; inner--) {
      const kind = readByte(cursor);
      entries.push({ kind, index: readU32(cursor) });
    }
    comdats.push({ name, flags, entries });
  }
}
