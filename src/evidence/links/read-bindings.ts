import { byCodeUnit } from '../../model/order.ts';
import type { SymbolBinding } from '../../model/resolution.ts';
import type { WasmSymbol } from '../wasm/symbols.ts';

/** More places than this of one symbol are no longer a list for people; libc has about a dozen callers of a system call. */
const MOST_PLACES = 200;

/** How the objects and archives of a step have some symbols; `files` are paths with the symbols of each. Folders are left out. */
export function readBindings(
  symbols: readonly string[],
  files: ReadonlyMap<string, readonly WasmSymbol[]>,
): SymbolBinding[] {
  const wanted = new Set(symbols);
  const bindings: SymbolBinding[] = [];
  for (const [path, listed] of files) {
    const base = path.slice(path.lastIndexOf('/') + 1);
    for (const { name, binding, defined, member } of listed) {
      if (!wanted.has(name) || binding === 'local' || bindings.length >= MOST_PLACES) continue;
      const file = member === undefined ? base : `${base}(${member})`;
      bindings.push({ symbol: name, file, defined, weak: binding === 'weak' });
    }
  }
  return bindings.sort((a, b) => byCodeUnit(a.symbol, b.symbol) || byCodeUnit(a.file, b.file));
}
