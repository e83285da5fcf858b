import { MAX_ITEMS } from './cursor.ts';
import { WasmError } from './wasm-error.ts';

/** A symbol that the host provides, and the symbols that it needs from the program. */
export interface StubSymbol {
  readonly name: string;
  readonly needs: readonly string[];
}

/**
 * Reads a text library of wasm-ld: a first line `#STUB`, then `name: dependency,dependency` per line; `#` begins a
 * comment line (lld 21, wasm/InputFiles.cpp). At most `MAX_ITEMS` lines are read. Throws `WasmError` where the first line
 * is another.
 */
export function readStubLibrary(bytes: Uint8Array): readonly StubSymbol[] {
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8').split('\n', MAX_ITEMS);
  if (lines[0]?.trim() !== '#STUB') throw new WasmError('not a stub library', 0);
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(readLine);
}

function readLine(line: string): StubSymbol {
  const colon = line.indexOf(':');
  const name = colon < 0 ? line : line.slice(0, colon).trimEnd();
  const needs = colon < 0 ? [] : line.slice(colon + 1).split(',', MAX_ITEMS);
  return { name, needs: needs.map((need) => need.trim()).filter((need) => need !== '') };
}
