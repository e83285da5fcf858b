import { type Cursor, openCursor, readByte } from '../wasm/cursor.ts';
import { readGlobalType } from '../wasm/external-types.ts';
import { readName, readSigned, readU32 } from '../wasm/leb128.ts';
import { type ReadBytes, readSection, type WantedSection } from '../wasm/read-section.ts';
import { WasmError } from '../wasm/wasm-error.ts';
import type { WasmFile } from '../wasm/wasm-file.ts';

/** How many bytes of a section are enough for what stands at its begin. */
const BEGIN = 64;
/** The longest address of a source map that is shown. */
const MOST_ADDRESS = 4096;
const I32_CONST = 0x41;

/** Where a module's source map is; null where it names none. */
export function readSourceMapUrl(file: WasmFile, read: ReadBytes): string | null {
  return readBegin(file, read, { name: 'sourceMappingURL', custom: true }, MOST_ADDRESS, readName);
}

/**
 * The size of the stack, where it lies before the data, as wasm-ld puts it with `--stack-first`: it then begins at its
 * size and the data behind it. Null where it lies elsewhere, for then its end is the end of data that no section has.
 */
export function findStackSize(file: WasmFile, read: ReadBytes): number | null {
  const pointer = readBegin(file, read, { name: 'global', custom: false }, BEGIN, (cursor) => {
    readU32(cursor);
    const { value, mutable } = readGlobalType(cursor);
    return value === 'i32' && mutable ? readConstant(cursor) : null;
  });
  const data = readBegin(file, read, { name: 'data', custom: false }, BEGIN, (cursor) => {
    readU32(cursor);
    return readU32(cursor) === 0 ? readConstant(cursor) : null;
  });
  if (pointer === null || data === null || pointer < 1024 || pointer % 16 !== 0) return null;
  return data >= pointer && data - pointer <= 1024 ? pointer : null;
}

function readConstant(cursor: Cursor): number | null {
  return readByte(cursor) === I32_CONST ? Number(BigInt.asUintN(32, readSigned(cursor, 32))) : null;
}

function readBegin<T>(
  file: WasmFile,
  read: ReadBytes,
  wanted: WantedSection,
  most: number,
  use: (cursor: Cursor) => T | null,
): T | null {
  const part = readSection(file, read, wanted, most);
  if (!part) return null;
  try {
    return use(openCursor(part));
  } catch (error) {
    // What is cut off or of another form is left out.
    if (error instanceof WasmError) return null;
    throw error;
  }
}
