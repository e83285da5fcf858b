import { type Cursor, forNames } from './cursor.ts';
import { readExternalType } from './external-types.ts';
import { readLength, readName } from './leb128.ts';
import type { ExternalType, Import } from './wasm-file.ts';

/** In place of an import's kind, after an empty name (compact-import-section): items that share the module name. */
const SHARED_MODULE = 0x7f;
/** The same, items sharing module name and type. */
const SHARED_TYPE = 0x7e;

/** The import section's content; `add` gets each import in order. */
export function readImports(section: Cursor, add: (entry: Import) => void): void {
  const cursor = forNames(section);
  for (let left = readLength(cursor); left > 0; left--) {
    const module = readName(cursor);
    const name = readName(cursor);
    const code = cursor.at < cursor.end ? cursor.bytes[cursor.at] : undefined;
    if (name === '' && code === SHARED_MODULE) {
      cursor.at++;
      for (let items = readLength(cursor, 2); items > 0; items--) {
        const item = readName(cursor);
        add({ module, name: item, type: readExternalType(cursor) });
      }
    } else if (name === '' && code === SHARED_TYPE) {
      cursor.at++;
      addSameType(cursor, module, readExternalType(cursor), add);
    } else {
      add({ module, name, type: readExternalType(cursor) });
    }
  }
  section.at = cursor.at;
}

function addSameType(cursor: Cursor, module: string, type: ExternalType, add: (entry: Import) => void): void {
  for (let items = readLength(cursor); items > 0; items--) add({ module, name: readName(cursor), type });
}
