import { type Cursor, forNames, MAX_ENTRIES } from './cursor.ts';
import { readExternalType } from './external-types.ts';
import type { ExternalType, Import } from './externals.ts';
import { readLength, readName } from './leb128.ts';
import { WasmError } from './wasm-error.ts';

/** In place of an import's kind, after an empty name (compact-import-section): items that share the module name. */
const SHARED_MODULE = 0x7f;
/** The same, items sharing module name and type. */
const SHARED_TYPE = 0x7e;

/**
 * The import section's content; `add` gets each import in order. Throws `WasmError` where there are too many, or one is
 * malformed.
 */
export function readImports(section: Cursor, add: (entry: Import) => void): void {
  const cursor = forNames(section);
  const start = cursor.at;
  let count = 0;
  const take = (entry: Import) => {
    if (++count > MAX_ENTRIES) throw new WasmError(`more than ${MAX_ENTRIES} imports`, start);
    add(entry);
  };
  for (let left = readLength(cursor); left > 0; left--) {
    const module = readName(cursor);
    const name = readName(cursor);
    const code = cursor.at < cursor.end ? cursor.bytes[cursor.at] : undefined;
    if (name === '' && code === SHARED_MODULE) {
      cursor.at++;
      for (let items = readLength(cursor, 2); items > 0; items--) {
        const item = readName(cursor);
        take({ module, name: item, type: readExternalType(cursor) });
      }
    } else if (name === '' && code === SHARED_TYPE) {
      cursor.at++;
      addSameType(cursor, module, readExternalType(cursor), take);
    } else {
      take({ module, name, type: readExternalType(cursor) });
    }
  }
  section.at = cursor.at;
}

function addSameType(cursor: Cursor, module: string, type: ExternalType, add: (entry: Import) => void): void {
  for (let items = readLength(cursor); items > 0; items--) add({ module, name: readName(cursor), type });
}
