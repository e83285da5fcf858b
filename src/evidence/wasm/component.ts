import { type Cursor, claimItems, MAX_ENTRIES, openCursor, readByte, takeBytes } from './cursor.ts';
import { readLength, readName, readU32 } from './leb128.ts';
import { type Problem, WasmError } from './wasm-error.ts';

/** A function, interface, type … that a component takes or gives, under its name in WIT: `wasi:cli/run@0.2.3`. */
export interface ComponentEntry {
  readonly name: string;
  readonly kind: string;
}

/** What a component consists of. */
export interface Component {
  /** Its core modules, those of inner components included: their bytes, and where in the file they begin. */
  readonly modules: readonly { readonly offset: number; readonly bytes: Uint8Array }[];
  readonly imports: readonly ComponentEntry[];
  readonly exports: readonly ComponentEntry[];
  readonly problems: readonly Problem[];
}

/** How deep components may lie in each other. */
const MAX_DEPTH = 16;

/** Kinds by their first byte (component-model, Binary.md, `externdesc` and `sort`). */
const KINDS: Readonly<Record<number, string>> = {
  1: 'function',
  2: 'value',
  3: 'type',
  4: 'component',
  5: 'instance',
};

interface Draft {
  readonly modules: { offset: number; bytes: Uint8Array }[];
  readonly imports: ComponentEntry[];
  readonly exports: ComponentEntry[];
  readonly problems: Problem[];
}

/**
 * Reads a component's core modules and the names that it imports and exports (component-model, Binary.md); what it does
 * with them is skipped. Throws `WasmError` where sections end too late; what is not known stands in `problems`.
 */
export function readComponent(bytes: Uint8Array): Component {
  const draft: Draft = { modules: [], imports: [], exports: [], problems: [] };
  readSections(openCursor(bytes), draft, 0);
  return draft;
}

function readSections(cursor: Cursor, draft: Draft, depth: number): void {
  cursor.at += 8;
  for (let sections = 0; cursor.at < cursor.end; sections++) {
    if (sections === MAX_ENTRIES) throw new WasmError(`more than ${MAX_ENTRIES} sections`, cursor.at);
    const start = cursor.at;
    claimItems(cursor, 1, start);
    const id = readByte(cursor);
    const content = takeBytes(cursor, readU32(cursor), 'section');
    if (id === 1) {
      draft.modules.push({ offset: content.at, bytes: content.bytes.subarray(content.at, content.end) });
    } else if (id === 4 && content.end - content.at >= 8) {
      if (depth < MAX_DEPTH) readSections(content, draft, depth + 1);
      else draft.problems.push({ offset: start, message: 'components too deep in each other' });
    } else if ((id === 10 || id === 11) && depth === 0) {
      readEntries(content, id === 10 ? draft.imports : draft.exports, id === 11, draft);
    }
  }
}

function readEntries(cursor: Cursor, entries: ComponentEntry[], exported: boolean, draft: Draft): void {
  try {
    for (let left = readLength(cursor, 3); left > 0; left--) {
      const name = readExternalName(cursor);
      const kind = exported ? readExportKind(cursor) : readDescription(cursor);
      entries.push({ name, kind });
    }
  } catch (error) {
    if (!(error instanceof WasmError)) throw error;
    draft.problems.push({ offset: error.offset, message: error.message });
  }
}

function readExternalName(cursor: Cursor): string {
  const start = cursor.at;
  const form = readByte(cursor);
  if (form > 1) throw new WasmError(`unknown form 0x${form.toString(16)} of a name`, start, 'unknown');
  return readName(cursor);
}

function readExportKind(cursor: Cursor): string {
  const kind = readKind(cursor);
  readU32(cursor);
  const start = cursor.at;
  const described = readByte(cursor);
  if (described > 1) throw new WasmError('unknown form of an export', start, 'unknown');
  if (described === 1) readDescription(cursor);
  return kind;
}

function readDescription(cursor: Cursor): string {
  const kind = readKind(cursor);
  // A type's or a value's bound is either `eq` and an index, or nothing more.
  if (kind === 'type' || kind === 'value') {
    if (readByte(cursor) === 0 || kind === 'value') readU32(cursor);
  } else {
    readU32(cursor);
  }
  return kind;
}

function readKind(cursor: Cursor): string {
  const start = cursor.at;
  const code = readByte(cursor);
  if (code === 0) {
    // A core module: the only one of the core sorts that may stand here.
    readByte(cursor);
    return 'module';
  }
  const kind = KINDS[code];
  if (kind === undefined) throw new WasmError(`unknown kind 0x${code.toString(16)}`, start, 'unknown');
  return kind;
}
