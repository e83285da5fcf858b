import { type Cursor, readByte, takeBytes } from './cursor.ts';
import { readLabel, readLength, readU32 } from './leb128.ts';

/** Symbol flags of one import or export of a shared library, as in `linking`. */
export interface DynamicFlags {
  readonly module?: string;
  readonly name: string;
  readonly flags: number;
}

/** What a shared library asks of its loader. Sizes in bytes and elements, alignments as log2. */
export interface DynamicInfo {
  /** `dylink` up to Emscripten 2.0.27 at least, `dylink.0` later, at the latest in 3.1.14. */
  readonly section: 'dylink' | 'dylink.0';
  memorySize: number;
  memoryAlignment: number;
  tableSize: number;
  tableAlignment: number;
  /** Libraries that it needs. */
  readonly needed: string[];
  readonly exports: DynamicFlags[];
  readonly imports: DynamicFlags[];
  /** Where the loader should look for `needed`. */
  readonly runtimePath: string[];
}

/** Nothing known yet; the readers below fill it. */
export function emptyDynamicInfo(section: DynamicInfo['section']): DynamicInfo {
  const sizes = { memorySize: 0, memoryAlignment: 0, tableSize: 0, tableAlignment: 0 };
  return { section, ...sizes, needed: [], exports: [], imports: [], runtimePath: [] };
}

/** The old `dylink` section (tool-conventions, DynamicLinking.md before September 2021). */
export function readLegacyDylink(cursor: Cursor, info: DynamicInfo): void {
  readSizes(cursor, info);
  if (cursor.at < cursor.end) readLabels(cursor, info.needed);
}

/** The `dylink.0` section (tool-conventions, DynamicLinking.md); `onUnknown` gets the offset of each unknown part. */
export function readDylink0(cursor: Cursor, info: DynamicInfo, onUnknown: (id: number, offset: number) => void): void {
  while (cursor.at < cursor.end) {
    const start = cursor.at;
    const id = readByte(cursor);
    const part = takeBytes(cursor, readU32(cursor), 'subsection');
    if (id === 1) readSizes(part, info);
    else if (id === 2) readLabels(part, info.needed);
    else if (id === 3) readExportFlags(part, info.exports);
    else if (id === 4) readImportFlags(part, info.imports);
    else if (id === 5) readLabels(part, info.runtimePath);
    else onUnknown(id, start);
  }
}

function readSizes(cursor: Cursor, info: DynamicInfo): void {
  info.memorySize = readU32(cursor);
  info.memoryAlignment = readU32(cursor);
  info.tableSize = readU32(cursor);
  info.tableAlignment = readU32(cursor);
}

function readLabels(cursor: Cursor, labels: string[]): void {
  for (let left = readLength(cursor); left > 0; left--) labels.push(readLabel(cursor));
}

function readExportFlags(cursor: Cursor, entries: DynamicFlags[]): void {
  for (let left = readLength(cursor, 2); left > 0; left--) {
    const name = readLabel(cursor);
    entries.push({ name, flags: readU32(cursor) });
  }
}

function readImportFlags(cursor: Cursor, entries: DynamicFlags[]): void {
  for (let left = readLength(cursor, 3); left > 0; left--) {
    const module = readLabel(cursor);
    const name = readLabel(cursor);
    entries.push({ module, name, flags: readU32(cursor) });
  }
}
