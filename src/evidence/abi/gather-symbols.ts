import type { AbiSymbol, LibraryTable, NeededSymbol } from '../../model/abi.ts';
import { compareSymbols } from '../../model/abi-text.ts';
import type { LinkSymbol } from '../wasm/symbol-table.ts';
import { hasFlag } from '../wasm/symbol-table.ts';
import { listSymbols } from '../wasm/symbols.ts';
import type { WasmFile } from '../wasm/wasm-file.ts';
import { sizelessType } from './sizeless-type.ts';

/** How many of the members that need a symbol are named; of those that define it one is. */
const NAMED_MEMBERS = 4;

/** More symbols than this are no library of a toolchain: Emscripten's largest has 15,000 in all its members. */
export const MOST_SYMBOLS = 200_000;

/** The symbols of a library while its members are read. */
export interface Gathering {
  readonly provides: Map<string, Gathered>;
  readonly needs: Map<string, Gathered>;
  /** Symbols that were looked at, local ones included. */
  count: number;
}

type Gathered = Omit<NeededSymbol, 'members' | 'more'> & { readonly members: string[]; more: number };

/** Begins with nothing. */
export function beginGathering(): Gathering {
  return { provides: new Map(), needs: new Map(), count: 0 };
}

/** Takes a member's global and weak symbols; gives false, and takes nothing, where they would be too many. */
export function gatherSymbols(gathering: Gathering, member: string, file: WasmFile): boolean {
  const symbols = listSymbols(file);
  if (gathering.count + symbols.length > MOST_SYMBOLS) return false;
  gathering.count += symbols.length;
  for (const [place, { name, kind, binding, defined, type }] of symbols.entries()) {
    if (binding === 'local' || kind === 'section') continue;
    const entry = defined ? undefined : file.linking?.symbols[place];
    const facts = {
      name,
      kind,
      weak: binding === 'weak',
      type: type === undefined ? null : sizelessType(kind, type),
      import: entry ? importOf(entry) : null,
    };
    if (defined) gather(gathering.provides, facts, member, 1);
    else gather(gathering.needs, facts, member);
  }
  return true;
}

/**
 * Counts a symbol of a member in; an empty name is that of what is no archive. Members come in order, so that the first
 * ones are the same each time.
 */
export function gather(
  into: Map<string, Gathered>,
  symbol: Omit<Gathered, 'members' | 'more'>,
  member: string,
  named = NAMED_MEMBERS,
): void {
  const key = JSON.stringify([symbol.name, symbol.kind, symbol.weak, symbol.type, symbol.import]);
  const known = into.get(key) ?? { ...symbol, members: [], more: 0 };
  into.set(key, known);
  if (member === '' || known.members.at(-1) === member) return;
  if (known.members.length < named) known.members.push(member);
  else known.more += 1;
}

/** The tables, sorted; what some member defines the library does not need. */
export function finishGathering(gathering: Gathering): Pick<LibraryTable, 'provides' | 'needs'> {
  const provides = [...gathering.provides.values()].map(({ import: _, ...symbol }): AbiSymbol => symbol);
  const defined = new Set(provides.map(({ name }) => name));
  const needs = [...gathering.needs.values()].filter(({ name }) => !defined.has(name));
  return { provides: provides.sort(compareSymbols), needs: needs.sort(compareSymbols) };
}

/** `module.name` of a symbol that a module imports by another name than `env.<its own>` (tool-conventions, Linking.md). */
function importOf(symbol: LinkSymbol): string | null {
  if (!symbol.import || !hasFlag(symbol, 'undefined')) return null;
  const { module, name } = symbol.import;
  return module === 'env' && name === symbol.name ? null : `${module}.${name}`;
}
