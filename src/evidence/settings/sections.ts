import { readName } from '../wasm/leb128.ts';
import type { ReadBytes } from '../wasm/read-section.ts';
import { readBegin, readStackLayout } from '../wasm/stack-layout.ts';
import type { WasmFile } from '../wasm/wasm-file.ts';

/** The longest address of a source map that is shown. */
const MOST_ADDRESS = 4096;

/** Where a module's source map is; null where it names none. */
export function readSourceMapUrl(file: WasmFile, read: ReadBytes): string | null {
  return readBegin(file, read, { name: 'sourceMappingURL', custom: true }, MOST_ADDRESS, readName);
}

/**
 * The size of the stack, where it lies before the data, as wasm-ld puts it with `--stack-first`: it then begins at its
 * size and the data behind it. Null where it lies elsewhere, for then its end is the end of data that no section has.
 */
export function findStackSize(file: WasmFile, read: ReadBytes): number | null {
  const { pointer, data } = readStackLayout(file, read);
  if (pointer === null || data === null || pointer < 1024 || pointer % 16 !== 0) return null;
  return data >= pointer && data - pointer <= 1024 ? pointer : null;
}
