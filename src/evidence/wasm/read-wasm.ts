import { CORE_SECTIONS } from './core-sections.ts';
import { type Cursor, claimItems, MAX_ENTRIES, openCursor, readByte, takeBytes } from './cursor.ts';
import { readCustomSection } from './custom-sections.ts';
import type { Depth } from './depth.ts';
import { MODULE_MAGIC } from './detect-format.ts';
import { type Draft, startDraft } from './draft.ts';
import { readName, readU32 } from './leb128.ts';
import { WasmError } from './wasm-error.ts';
import type { Section, WasmFile } from './wasm-file.ts';

/** Version 1 of the core format stands behind the magic number, little-endian. */
const VERSION = 1;

/** Sections that fill index spaces: of no use once the imports before them could not be read to their end. */
const INDEXED = new Set(['function', 'table', 'memory', 'global', 'tag']);

/**
 * Reads a module, object or shared library. Throws `WasmError` with the offset where header, sections or their lists
 * contradict the format; what is merely unknown, and custom sections that cannot be read, stand in `problems`.
 * Time is linear in the sections that are read, memory in what is kept, of which there are at most `MAX_ITEMS`.
 */
export function readWasm(bytes: Uint8Array, depth: Depth = 'all'): WasmFile {
  const cursor = openCursor(bytes);
  readHeader(cursor);
  const draft = startDraft(bytes.byteLength);
  const state = { importsCut: false, seen: new Set<number>(), sections: [] as Section[] };
  while (cursor.at < cursor.end) {
    const start = cursor.at;
    claimItems(cursor, 1, start);
    if (state.sections.length === MAX_ENTRIES) throw new WasmError(`more than ${MAX_ENTRIES} sections`, start);
    const id = readByte(cursor);
    const content = takeBytes(cursor, readU32(cursor), 'section');
    if (id === 0) {
      const name = readName(content);
      const { at: offset, end } = content;
      state.sections.push({ id, name, custom: true, offset, size: end - offset, count: undefined });
      readCustomSection(content, name, draft, depth);
    } else {
      state.sections.push(readCoreSection(content, id, start, draft, state));
    }
  }
  draft.sections = state.sections;
  draft.kind = draft.dynamic ? 'shared' : isObject(state.sections) ? 'object' : 'module';
  return draft;
}

function readHeader(cursor: Cursor): void {
  if (cursor.end < 8) throw new WasmError('too short for a wasm header', 0);
  if (cursor.bytes.toString('latin1', 0, 4) !== MODULE_MAGIC) throw new WasmError('not wasm', 0);
  const version = cursor.bytes.readUInt32LE(4);
  if (version !== VERSION) throw new WasmError(`unknown wasm version 0x${version.toString(16)}`, 4, 'unknown');
  cursor.at = 8;
}

function readCoreSection(
  content: Cursor,
  id: number,
  start: number,
  draft: Draft,
  state: { importsCut: boolean; readonly seen: Set<number> },
): Section {
  const offset = content.at;
  const size = content.end - offset;
  const known = CORE_SECTIONS[id];
  const name = known?.name ?? 'unknown';
  if (known === undefined || state.seen.has(id)) {
    const message = known ? `second ${name} section` : `unknown section ${id}`;
    draft.problems.push({ offset: start, message });
    return { id, name, custom: false, offset, size, count: undefined };
  }
  state.seen.add(id);
  const count = known.list && size > 0 ? readU32(content) : undefined;
  content.at = offset;
  if (known.read && !(state.importsCut && INDEXED.has(name))) {
    try {
      known.read(content, draft);
      if (content.at !== content.end) throw new WasmError(`bytes left in the ${name} section`, content.at);
    } catch (error) {
      if (!(error instanceof WasmError) || error.kind !== 'unknown') throw error;
      draft.problems.push({ offset: error.offset, message: error.message });
      if (name === 'import') state.importsCut = true;
    }
  }
  return { id, name, custom: false, offset, size, count };
}

function isObject(sections: readonly Section[]): boolean {
  return sections.some(({ custom, name }) => custom && name === 'linking');
}
