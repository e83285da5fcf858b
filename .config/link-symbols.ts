import { readArchive } from '../src/evidence/wasm/archive.ts';

/** The symbols that an archive defines for others, by its index; none where it has no index. */
export function definedSymbols(bytes: Uint8Array): readonly string[] {
  return readArchive(bytes).index?.symbols.map(({ name }) => name) ?? [];
}
