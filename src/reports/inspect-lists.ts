import type { FileReport } from '../evidence/inspect/file-report.ts';
import type { ListDiff, SurfaceDiff } from '../evidence/wasm/diff-surfaces.ts';
import type { WasmSymbol } from '../evidence/wasm/symbols.ts';
import type { ModuleEntry } from '../model/results.ts';
import { cleanLine } from './clean.ts';
import { type Paint, PLAIN } from './paint.ts';

/** How many lines are put together at a time: a list may have millions. */
const CHUNK = 5000;

/**
 * Symbols as lines `path:member: binding kind name type`, a `U` before what is undefined; in pieces, each of many lines.
 */
export function* printSymbols({ path, symbols, members }: FileReport): Generator<string> {
  const file = cleanLine(path);
  const lead = new Map<string | undefined, string>();
  yield* inChunks(symbols, (symbol) => {
    const known = lead.get(symbol.member);
    const start = known ?? `${file}${symbol.member === undefined ? '' : `:${cleanLine(symbol.member)}`}: `;
    if (known === undefined) lead.set(symbol.member, start);
    return `${start}${printSymbol(symbol)}`;
  });
  const unread = members.filter(({ reason }) => reason !== undefined);
  yield* inChunks(unread, ({ name, reason = '' }) => `${file}:${cleanLine(name)}: not read: ${cleanLine(reason)}`);
}

/** Imports and exports as lines `path: import module.name kind type`; in pieces. */
export function* printImports({ path, imports, exports }: FileReport): Generator<string> {
  const file = cleanLine(path);
  yield* inChunks(imports, (entry) => `${file}: import ${printEntry(entry)}`);
  yield* inChunks(exports, (entry) => `${file}: export ${printEntry(entry)}`);
}

/** What differs from one file to another: `+` added, `-` removed, `~` changed. */
export function printDiff(diff: SurfaceDiff, paint: Paint = PLAIN): string {
  const lines = [
    ...diff.features.added.map((name) => paint.good(`+ feature ${cleanLine(name)}`)),
    ...diff.features.removed.map((name) => paint.bad(`- feature ${cleanLine(name)}`)),
    ...diffLines('import', diff.imports, printEntry, paint),
    ...diffLines('export', diff.exports, printEntry, paint),
    ...diffLines('symbol', diff.symbols, printSymbol, paint),
  ];
  return lines.length === 0 ? 'No difference in imports, exports, symbols and features.\n' : `${lines.join('\n')}\n`;
}

function diffLines<T>(
  what: string,
  { added, removed, changed }: ListDiff<T>,
  print: (entry: T) => string,
  paint: Paint,
): string[] {
  return [
    ...added.map((entry) => paint.good(`+ ${what} ${print(entry)}`)),
    ...removed.map((entry) => paint.bad(`- ${what} ${print(entry)}`)),
    ...changed.map(({ before, after }) => paint.warn(`~ ${what} ${print(before)} → ${print(after)}`)),
  ];
}

function printSymbol({ name, kind, binding, defined, type }: WasmSymbol): string {
  return `${defined ? ' ' : 'U'} ${binding} ${kind} ${cleanName(name)}${type === undefined ? '' : ` ${type}`}`;
}

function printEntry({ module, name, kind, type }: ModuleEntry): string {
  const full = module === undefined ? cleanName(name) : `${cleanName(module)}.${cleanName(name)}`;
  return `${full} ${kind}${type === undefined ? '' : ` ${type}`}`;
}

/** Most names are plain: only others need a look at each character. */
function cleanName(name: string): string {
  return /^[\w.$@/:-]{1,200}$/.test(name) ? name : cleanLine(name);
}

function* inChunks<T>(items: readonly T[], print: (item: T) => string): Generator<string> {
  for (let start = 0; start < items.length; start += CHUNK) {
    yield `${items
      .slice(start, start + CHUNK)
      .map(print)
      .join('\n')}\n`;
  }
}
