import { type ArchiveIndex, readBsdIndex, readGnuIndex } from './archive-index.ts';
import { type NameTable, openNameTable, resolveName } from './archive-names.ts';
import { type Cursor, claimItems, MAX_ENTRIES, openCursor, takeBytes } from './cursor.ts';
import { ARCHIVE_MAGIC, detectFormat, type Format, THIN_ARCHIVE_MAGIC } from './detect-format.ts';
import { WasmError } from './wasm-error.ts';

/** A file in an archive. */
export interface ArchiveMember {
  readonly name: string;
  /** Of its header. */
  readonly offset: number;
  /** Bytes of its content. */
  readonly size: number;
  /** A view into the archive; null in a thin archive, which only names its files. */
  readonly bytes: Uint8Array | null;
  /** What its first bytes look like; null in a thin archive. */
  readonly format: Format | null;
}

/** An `.a` file. */
export interface Archive {
  /** Whether it only names its files instead of containing them. False: they are in it. */
  readonly thin: boolean;
  /** How names that do not fit the header are kept; null where there are none and no index. */
  readonly dialect: 'gnu' | 'bsd' | null;
  /** Which member defines which symbol, as the archiver saw it; null where there is none or it was not wanted. */
  readonly index: ArchiveIndex | null;
  readonly members: readonly ArchiveMember[];
}

const MAGIC_SIZE = ARCHIVE_MAGIC.length;
const HEADER_SIZE = 60;
const GNU_INDEX = new Set(['/', '/SYM64/']);
const BSD_INDEX = new Set(['__.SYMDEF', '__.SYMDEF SORTED', '__.SYMDEF_64', '__.SYMDEF_64 SORTED']);

/**
 * Reads an archive's structure (the common `ar` format with the GNU and BSD ways of long names, as LLVM 21's
 * Object/Archive.cpp reads them); contents of members are only looked at for their first bytes, and the symbol index not
 * at all unless it is wanted.
 * Throws `WasmError` with the offset of what contradicts the format.
 */
export function readArchive(bytes: Uint8Array, wants: { readonly index: boolean } = { index: true }): Archive {
  const cursor = openCursor(bytes);
  const magic = cursor.bytes.toString('latin1', 0, MAGIC_SIZE);
  const thin = magic === THIN_ARCHIVE_MAGIC;
  if (magic !== ARCHIVE_MAGIC && !thin) throw new WasmError('not an archive', 0);
  cursor.at = MAGIC_SIZE;
  let table: NameTable | null = null;
  let index: ArchiveIndex | null = null;
  let dialect: Archive['dialect'] = null;
  const members: ArchiveMember[] = [];
  while (cursor.at < cursor.end) {
    const { offset, field, size } = readHeader(cursor);
    if (field === '//') {
      if (table !== null) throw new WasmError('second table of names', offset);
      table = openNameTable(takeBytes(cursor, size, 'table of names'));
      dialect = 'gnu';
    } else if (GNU_INDEX.has(field)) {
      const content = takeBytes(cursor, size, 'symbol index');
      if (wants.index) index ??= readGnuIndex(content, field !== '/');
      dialect = 'gnu';
    } else {
      const long = /^#1\/(\d{1,9})$/.exec(field);
      const content = thin && !long ? null : takeBytes(cursor, size, 'member');
      const name = long && content ? readInlineName(content, Number(long[1])) : resolveName(field, table, offset);
      if (content && BSD_INDEX.has(name)) {
        if (wants.index) index ??= readBsdIndex(content, name.includes('_64'));
      } else if (members.length < MAX_ENTRIES) members.push(makeMember(name, offset, size, content));
      else throw new WasmError(`more than ${MAX_ENTRIES} members`, offset);
      if (long || BSD_INDEX.has(name)) dialect = 'bsd';
      else if (field.includes('/')) dialect ??= 'gnu';
    }
    if (cursor.at % 2 === 1 && cursor.at < cursor.end) cursor.at++;
  }
  return { thin, dialect, index, members };
}

function readHeader(cursor: Cursor): { offset: number; field: string; size: number } {
  const offset = cursor.at;
  claimItems(cursor, 1, offset);
  const header = takeBytes(cursor, HEADER_SIZE, 'member header');
  const text = cursor.bytes.toString('latin1', header.at, header.end);
  const size = /^(\d{1,10}) *$/.exec(text.slice(48, 58));
  if (!text.endsWith('`\n') || !size) throw new WasmError('broken member header', offset);
  return { offset, field: text.slice(0, 16).trimEnd(), size: Number(size[1]) };
}

/** The BSD way: the name stands before the content, filled up with zero bytes. */
function readInlineName(content: Cursor, size: number): string {
  const name = takeBytes(content, size, 'member name');
  const zero = content.bytes.subarray(name.at, name.end).indexOf(0);
  return content.bytes.toString('utf8', name.at, zero < 0 ? name.end : name.at + zero);
}

function makeMember(name: string, offset: number, size: number, content: Cursor | null): ArchiveMember {
  if (!content) return { name, offset, size, bytes: null, format: null };
  const bytes = content.bytes.subarray(content.at, content.end);
  return { name, offset, size: bytes.length, bytes, format: detectFormat(bytes) };
}
