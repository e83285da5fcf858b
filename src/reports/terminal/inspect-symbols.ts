import type { SymbolGroup } from '../../evidence/inspect/list-symbols.ts';
import { SYMBOL_KINDS, type SymbolKind } from '../../evidence/wasm/symbol-table.ts';
import type { WasmSymbol } from '../../evidence/wasm/symbols.ts';
import { cleanLine } from '../text/clean.ts';
import { printLines, printType } from './inspect-lines.ts';

/** The longest name that is printed as it is. */
const LONGEST_PLAIN = 300;

/**
 * Symbols as lines `binding kind name type`, a `U` before what is undefined, below a line with the file's name, or
 * `file(member):` for each member; in pieces, each of many lines.
 */
export function* printSymbols(path: string, groups: Iterable<SymbolGroup>): Generator<string> {
  const file = cleanLine(path);
  for (const { member, symbols, reason } of groups) {
    const title = member === undefined ? file : `${file}(${cleanLine(member)})`;
    yield reason === undefined ? `${title}:\n` : `${title}: not read: ${cleanLine(reason)}\n`;
    const clean = isPlain(symbols) ? same : cleanLine;
    yield* printLines(symbols, ({ name, kind, binding, defined, type }, line) => {
      line.push(LEADS[binding][kind][defined ? 1 : 0], clean(name));
      if (type !== undefined) line.push(printType(type));
    });
  }
}

/** A symbol as one line without its end. */
export function printSymbol({ name, kind, binding, defined, type }: WasmSymbol): string {
  return `${LEADS[binding][kind][defined ? 1 : 0]}${cleanLine(name)}${type === undefined ? '' : printType(type)}`;
}

type Leads = Readonly<Record<WasmSymbol['binding'], Readonly<Record<SymbolKind, readonly [string, string]>>>>;

/** What stands before the names of undefined and of defined symbols: made once, since lists are long. */
const LEADS: Leads = { global: makeLeads('global'), weak: makeLeads('weak'), local: makeLeads('local') };

function makeLeads(binding: WasmSymbol['binding']): Leads['global'] {
  const entries = SYMBOL_KINDS.map((kind) => [kind, [`U ${binding} ${kind} `, `  ${binding} ${kind} `]]);
  return Object.fromEntries(entries) as Leads['global'];
}

/** Whether no name needs cleaning: one look at all of them costs less than one at each. */
function isPlain(symbols: readonly WasmSymbol[]): boolean {
  const names = symbols.map(({ name }) => name);
  return names.every(({ length }) => length < LONGEST_PLAIN) && !/[^!-~]/.test(names.join(''));
}

function same(text: string): string {
  return text;
}
