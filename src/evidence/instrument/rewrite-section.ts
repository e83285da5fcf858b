import { type Cursor, openCursor, readByte, takeBytes } from '../wasm/cursor.ts';
import { readGlobalType, readLimits, readTableType } from '../wasm/external-types.ts';
import { readName, readU32 } from '../wasm/leb128.ts';
import { readValueType } from '../wasm/value-types.ts';
import type { Section } from '../wasm/wasm-file.ts';
import { type Code, join, text, unsigned } from './code.ts';
import { type AddedFunction, encodeBody } from './recorder.ts';
import {
  createSink,
  type Rewriting,
  rewriteExpression,
  rewriteInstructions,
  type Sink,
  skipType,
} from './rewrite-code.ts';

/** What is put into a module, and what becomes of what it has. */
export interface Additions extends Required<Rewriting> {
  /** Exported functions that others stand in place of, by the name of the export. */
  readonly exports: ReadonlyMap<string, number>;
  /** The first memory's new limits. */
  readonly limits: readonly number[];
  /** Items at the end of a section's list, by its id. */
  readonly lists: ReadonlyMap<number, readonly Code[]>;
  /** Bodies of the functions that are added. */
  readonly bodies: readonly AddedFunction[];
}

/**
 * A section with what is added to it and other indices of functions; null: it is left out, as what is said of places in the
 * code is no longer true. Throws `WasmError` where it contradicts the format.
 */
export function rewriteSection(bytes: Uint8Array, section: Section, additions: Additions): Uint8Array | null {
  const cursor: Cursor = { ...openCursor(bytes), at: section.offset, end: section.offset + section.size };
  const sink = createSink();
  if (section.custom) return rewriteCustom(cursor, section.name, additions, sink) ? sink.content() : null;
  const list = additions.lists.get(section.id);
  const rewrite = REWRITERS[section.id];
  if (section.size > 0 && section.id === START) {
    sink.add(unsigned(newIndex(cursor, additions)));
    return sink.content();
  }
  if (!list && !rewrite) {
    sink.copy(cursor.bytes, cursor.at, cursor.end);
    return sink.content();
  }
  const count = section.size > 0 ? readU32(cursor) : 0;
  sink.add(unsigned(count + (section.id === CODE ? additions.bodies.length : (list?.length ?? 0))));
  const scratch = createSink();
  for (let left = rewrite ? count : 0; left > 0; left--) rewrite!(cursor, additions, sink, left === count, scratch);
  sink.copy(cursor.bytes, cursor.at, cursor.end);
  for (const item of list ?? []) sink.add(join(item));
  if (section.id === CODE) for (const body of additions.bodies) sink.add(encodeBody(body));
  return sink.content();
}

const START = 8;
const CODE = 10;

/** `scratch` is for what has to be as a whole before its size is known. */
type Rewriter = (cursor: Cursor, additions: Additions, sink: Sink, isFirst: boolean, scratch: Sink) => void;

/** How an item of a section is rewritten, by the section's id; the others are copied. */
const REWRITERS: Readonly<Record<number, Rewriter>> = {
  4: rewriteTable,
  5: rewriteMemory,
  6: rewriteGlobal,
  7: rewriteExport,
  9: rewriteElements,
  10: rewriteBody,
};

function newIndex(cursor: Cursor, { functions }: Additions): number {
  const index = readU32(cursor);
  // What does not exist stays so, and is for the host to refuse.
  return functions[index] ?? index + functions.length;
}

/** Function references: 0x40 0x00 begins a table with an initial value. */
function rewriteTable(cursor: Cursor, { functions }: Additions, sink: Sink): void {
  const start = cursor.at;
  const isInitialised = cursor.bytes[cursor.at] === 0x40;
  if (isInitialised) cursor.at += 2;
  readTableType(cursor);
  sink.copy(cursor.bytes, start, cursor.at);
  if (isInitialised) rewriteExpression(cursor, functions, sink);
}

function rewriteMemory(cursor: Cursor, { limits }: Additions, sink: Sink, isFirst: boolean): void {
  const start = cursor.at;
  readLimits(cursor);
  if (isFirst) sink.add(limits);
  else sink.copy(cursor.bytes, start, cursor.at);
}

function rewriteGlobal(cursor: Cursor, { functions }: Additions, sink: Sink): void {
  const start = cursor.at;
  readGlobalType(cursor);
  sink.copy(cursor.bytes, start, cursor.at);
  rewriteExpression(cursor, functions, sink);
}

function rewriteExport(cursor: Cursor, additions: Additions, sink: Sink): void {
  const start = cursor.at;
  const name = readName(cursor);
  const kind = readByte(cursor);
  sink.copy(cursor.bytes, start, cursor.at);
  if (kind !== 0) sink.add(unsigned(readU32(cursor)));
  else {
    const index = newIndex(cursor, additions);
    sink.add(unsigned(additions.exports.get(name) ?? index));
  }
}

/** The eight forms of element segments (core specification, "Element Section"). */
function rewriteElements(cursor: Cursor, additions: Additions, sink: Sink): void {
  const flags = readU32(cursor);
  sink.add(unsigned(flags));
  const [isPassive, hasTable, hasExpressions] = [1, 2, 4].map((bit) => (flags & bit) !== 0);
  if (!isPassive && hasTable) sink.add(unsigned(readU32(cursor)));
  if (!isPassive) rewriteExpression(cursor, additions.functions, sink);
  const start = cursor.at;
  if (isPassive || hasTable) {
    if (hasExpressions) readValueType(cursor);
    else readByte(cursor);
  }
  sink.copy(cursor.bytes, start, cursor.at);
  const count = readU32(cursor);
  sink.add(unsigned(count));
  for (let left = count; left > 0; left--) {
    if (hasExpressions) rewriteExpression(cursor, additions.functions, sink);
    else sink.add(unsigned(newIndex(cursor, additions)));
  }
}

function rewriteBody(cursor: Cursor, additions: Additions, sink: Sink, _isFirst: boolean, body: Sink): void {
  const content = takeBytes(cursor, readU32(cursor), 'function');
  const start = content.at;
  for (let left = readU32(content); left > 0; left--) {
    readU32(content);
    skipType(content);
  }
  body.clear();
  body.copy(content.bytes, start, content.at);
  rewriteInstructions(content, additions, body);
  sink.add(unsigned(body.content().length));
  sink.copy(body.content());
}

/** Sections that speak of places in the code, or of files that do. */
const OF_PLACES = /^(?:\.debug_|reloc\.|linking$|sourceMappingURL$|external_debug_info$|metadata\.code\.)/;

/** Of names those of functions are kept, by their new indices. False: the section is left out. */
function rewriteCustom(cursor: Cursor, name: string, { functions }: Additions, sink: Sink): boolean {
  if (OF_PLACES.test(name)) return false;
  sink.add(text(name));
  if (name !== 'name') sink.copy(cursor.bytes, cursor.at, cursor.end);
  else if (!rewriteNames(cursor, functions, sink)) return false;
  return true;
}

/** False: there are none that can be read. */
function rewriteNames(cursor: Cursor, functions: readonly number[], sink: Sink): boolean {
  while (cursor.at < cursor.end) {
    const id = readByte(cursor);
    const part = takeBytes(cursor, readU32(cursor), 'subsection');
    if (id !== 1) continue;
    const names = createSink();
    const entries: (readonly [number, number, number])[] = [];
    for (let left = readU32(part); left > 0; left--) {
      const index = functions[readU32(part)];
      const start = part.at;
      takeBytes(part, readU32(part), 'name');
      if (index !== undefined) entries.push([index, start, part.at]);
    }
    // A wrapper has the name of what it wraps, and stands behind all others.
    entries.sort(([a], [b]) => a - b);
    for (const [index, from, to] of entries) {
      names.add(unsigned(index));
      names.copy(part.bytes, from, to);
    }
    const count = unsigned(entries.length);
    sink.add([1, ...unsigned(count.length + names.content().length), ...count]);
    sink.copy(names.content());
    return true;
  }
  return false;
}
