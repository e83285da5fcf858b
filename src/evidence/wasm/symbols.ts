import { printExternal, printIndexed, printTypes } from './print-types.ts';
import { hasFlag, type LinkSymbol, SYMBOL_FLAGS, type SymbolKind } from './symbol-table.ts';
import type { WasmFile } from './wasm-file.ts';

/** A name that a linker or loader resolves, from whatever table the file keeps it in. */
export interface WasmSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  /** `local` ones are seen in their file only. */
  readonly binding: 'global' | 'weak' | 'local';
  /** Whether the file defines it; false: it only refers to it. */
  readonly defined: boolean;
  /** `hidden` ones are not seen outside what is linked together. */
  readonly visibility: 'default' | 'hidden';
  /** The member of the archive that it is in. */
  readonly member?: string | undefined;
  /** Signature of a function or tag, type of a global or table. */
  readonly type?: string | undefined;
}

/**
 * The symbols of one file, in file order. An object has a symbol table. A shared library has its imports and exports
 * with the flags of `dylink.0`; its exported globals stand for data, imports from `GOT.mem` and `GOT.func` for the data
 * and functions that they name (tool-conventions, DynamicLinking.md). A module has imports and exports, and as local
 * symbols the functions that only its name section names. Memories are no symbols.
 * `member` is the archive's member that the file is.
 */
export function listSymbols(file: WasmFile, member?: string): WasmSymbol[] {
  const types = printTypes(file);
  if (file.linking) return file.linking.symbols.map((symbol) => fromTable(file, types, symbol, member));
  return [...listImported(file, types), ...listExported(file, types), ...listNamedFunctions(file, types)];
}

function fromTable(file: WasmFile, types: readonly string[], symbol: LinkSymbol, member?: string): WasmSymbol {
  const { kind, index = -1, flags } = symbol;
  const name = kind === 'section' ? (file.sections[index]?.name ?? '') : symbol.name;
  const type = kind === 'data' || kind === 'section' ? undefined : printIndexed(file, types, kind, index);
  return makeSymbol(name, kind, !hasFlag(symbol, 'undefined'), flags, type, member);
}

function listImported(file: WasmFile, types: readonly string[]): WasmSymbol[] {
  const flags = new Map(file.dynamic?.imports.map((entry) => [`${entry.module}\0${entry.name}`, entry.flags]));
  const symbols = new Map<string, WasmSymbol>();
  for (const { module, name, type } of file.imports) {
    if (type.kind === 'memory') continue;
    const got = file.dynamic && type.kind === 'global' ? GOT.get(module) : undefined;
    const bits = flags.get(`${module}\0${name}`) ?? 0;
    const symbol = makeSymbol(name, got ?? type.kind, false, bits, got ? undefined : printExternal(types, type));
    const key = `${symbol.kind}\0${name}\0${file.dynamic ? '' : module}`;
    // A function may be imported for calls and once more, from GOT.func, for its address: only the former has a type.
    if (!got || !symbols.has(key)) symbols.set(key, symbol);
  }
  return [...symbols.values()];
}

function listExported(file: WasmFile, types: readonly string[]): WasmSymbol[] {
  const flags = new Map(file.dynamic?.exports.map((entry) => [entry.name, entry.flags]));
  return file.exports.flatMap(({ name, kind, index }) => {
    const bits = flags.get(name) ?? 0;
    if (kind === 'memory') return [];
    if (file.dynamic && kind === 'global') return [makeSymbol(name, 'data', true, bits)];
    return [makeSymbol(name, kind, true, bits, printIndexed(file, types, kind, index))];
  });
}

function listNamedFunctions(file: WasmFile, types: readonly string[]): WasmSymbol[] {
  const imported = file.imports.filter(({ type }) => type.kind === 'function').length;
  const exported = new Set(file.exports.filter(({ kind }) => kind === 'function').map(({ index }) => index));
  const named = [...(file.names?.byKind.function ?? [])];
  return named
    .filter(([index]) => index >= imported && index < file.functions.length && !exported.has(index))
    .map(([index, name]) =>
      makeSymbol(name, 'function', true, SYMBOL_FLAGS.local, printIndexed(file, types, 'function', index)),
    );
}

/** Modules that stand for addresses → what they are addresses of. */
const GOT: ReadonlyMap<string, SymbolKind> = new Map([
  ['GOT.mem', 'data'],
  ['GOT.func', 'function'],
]);

/** One literal for all, so that engines give all symbols one layout. */
function makeSymbol(
  name: string,
  kind: SymbolKind,
  defined: boolean,
  flags: number,
  type?: string,
  member?: string,
): WasmSymbol {
  const binding = flags & SYMBOL_FLAGS.local ? 'local' : flags & SYMBOL_FLAGS.weak ? 'weak' : 'global';
  const visibility = flags & SYMBOL_FLAGS.hidden ? 'hidden' : 'default';
  return { name, kind, binding, defined, visibility, member, type };
}
