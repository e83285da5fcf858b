import { skipConstExpression } from './const-expression.ts';
import { type Cursor, readByte } from './cursor.ts';
import type { Draft } from './draft.ts';
import { readGlobalType, readLimits, readTableType, readTagType } from './external-types.ts';
import { EXTERNAL_KINDS, type Import } from './externals.ts';
import { readImports } from './import-section.ts';
import { readLength, readName, readU32 } from './leb128.ts';
import { readTypes } from './type-section.ts';
import { WasmError } from './wasm-error.ts';

type SectionReader = (cursor: Cursor, draft: Draft) => void;

/**
 * The sections of the core format by id (core specification 3.0, "Modules"): name, whether a count begins them, and how
 * they are read; those without a reader hold bodies, of which only the count matters.
 */
export const CORE_SECTIONS: readonly {
  readonly name: string;
  readonly list: boolean;
  readonly read?: SectionReader;
}[] = [
  { name: 'custom', list: false },
  { name: 'type', list: true, read: (cursor, draft) => readTypes(cursor, draft.types) },
  { name: 'import', list: true, read: (cursor, draft) => readImports(cursor, (entry) => addImport(draft, entry)) },
  { name: 'function', list: true, read: readFunctions },
  { name: 'table', list: true, read: readTables },
  { name: 'memory', list: true, read: readMemories },
  { name: 'global', list: true, read: readGlobals },
  { name: 'export', list: true, read: readExports },
  { name: 'start', list: false, read: readStart },
  { name: 'element', list: true },
  { name: 'code', list: true },
  { name: 'data', list: true },
  { name: 'datacount', list: true },
  { name: 'tag', list: true, read: readTags },
];

function addImport(draft: Draft, entry: Import): void {
  const { type } = entry;
  draft.imports.push(entry);
  if (type.kind === 'function') draft.functions.push(type.type);
  else if (type.kind === 'table') draft.tables.push(type.table);
  else if (type.kind === 'memory') draft.memories.push(type.memory);
  else if (type.kind === 'global') draft.globals.push(type.global);
  else draft.tags.push(type.type);
}

function readFunctions(cursor: Cursor, draft: Draft): void {
  for (let left = readLength(cursor); left > 0; left--) draft.functions.push(readU32(cursor));
}

function readTables(cursor: Cursor, draft: Draft): void {
  for (let left = readLength(cursor, 3); left > 0; left--) {
    // Function references: 0x40 0x00 begins a table with an initial value.
    const initialised = cursor.bytes[cursor.at] === 0x40;
    if (initialised) {
      cursor.at++;
      const start = cursor.at;
      if (readByte(cursor) !== 0) throw new WasmError('unknown table form', start, 'unknown');
    }
    draft.tables.push(readTableType(cursor));
    if (initialised) skipConstExpression(cursor);
  }
}

function readMemories(cursor: Cursor, draft: Draft): void {
  for (let left = readLength(cursor, 2); left > 0; left--) draft.memories.push(readLimits(cursor));
}

function readGlobals(cursor: Cursor, draft: Draft): void {
  for (let left = readLength(cursor, 3); left > 0; left--) {
    draft.globals.push(readGlobalType(cursor));
    skipConstExpression(cursor);
  }
}

function readTags(cursor: Cursor, draft: Draft): void {
  for (let left = readLength(cursor, 2); left > 0; left--) draft.tags.push(readTagType(cursor));
}

function readExports(cursor: Cursor, draft: Draft): void {
  for (let left = readLength(cursor, 3); left > 0; left--) {
    const name = readName(cursor);
    const start = cursor.at;
    const kind = EXTERNAL_KINDS[readByte(cursor)];
    if (kind === undefined) throw new WasmError('unknown export kind', start, 'unknown');
    draft.exports.push({ name, kind, index: readU32(cursor) });
  }
}

function readStart(cursor: Cursor, draft: Draft): void {
  draft.start = readU32(cursor);
}
