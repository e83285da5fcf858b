import type { FileReport } from '../evidence/inspect/file-report.ts';
import type { SymbolGroup } from '../evidence/inspect/list-symbols.ts';
import type { ListDiff, SurfaceDiff } from '../evidence/wasm/diff-surfaces.ts';
import type { WasmSymbol } from '../evidence/wasm/symbols.ts';
import type { ModuleEntry } from '../model/results.ts';
import { cleanLine, clip } from './clean.ts';
import { type Paint, PLAIN } from './paint.ts';

/** How many lines are put together at a time: a list may have millions. */
const CHUNK = 5000;

/**
 * Symbols as lines `binding kind name type`, a `U` before what is undefined, below a line with the file's name, or
 * `file(member):` for each member; in pieces, each of many lines.
 */
export function* printSymbols(path: string, groups: Iterable<SymbolGroup>): Generator<string> {
  const file = cleanLine(path);
  for (const { member, symbols, reason } of groups) {
    const title = member === undefined ? file : `${file}(${cleanLine(member)})`;
    yield reason === undefined ? `${title}:\n` : `${title}: not read: ${cleanLine(reason)}\n`;
    yield* inChunks(symbols, printSymbol, isPlain(symbols) ? same : cleanLine);
  }
}

/** Imports and exports as lines `path: import module.name kind type`; in pieces. */
export function* printImports({ path, imports, exports }: FileReport): Generator<string> {
  const file = cleanLine(path);
  yield* inChunks(imports, (entry) => `${file}: import ${printEntry(entry)}`, cleanLine);
  yield* inChunks(exports, (entry) => `${file}: export ${printEntry(entry)}`, cleanLine);
}

/** What differs from one file to another: `+` added, `-` removed, `~` changed. */
export function printDiff(diff: SurfaceDiff, paint: Paint = PLAIN): string {
  const lines = [
    ...diff.features.added.map((name) => paint.good(`+ feature ${cleanLine(name)}`)),
    ...diff.features.removed.map((name) => paint.bad(`- feature ${cleanLine(name)}`)),
    ...diffLines('import', diff.imports, printEntry, paint),
    ...diffLines('export', diff.exports, printEntry, paint),
    ...diffLines('symbol', diff.symbols, (symbol) => printSymbol(symbol), paint),
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

function printSymbol({ name, kind, binding, defined, type }: WasmSymbol, clean = cleanLine as Clean): string {
  return `${defined ? ' ' : 'U'} ${binding} ${kind} ${clean(name)}${printType(type)}`;
}

function printEntry({ module, name, kind, type }: ModuleEntry): string {
  const full = module === undefined ? cleanLine(name) : `${cleanLine(module)}.${cleanLine(name)}`;
  return `${full} ${kind}${printType(type)}`;
}

/** A type may be as long as its module. */
function printType(type: string | undefined): string {
  return type === undefined ? '' : ` ${clip(type, 300)}`;
}

type Clean = (text: string) => string;

function same(text: string): string {
  return text;
}

/** Whether no name needs cleaning: one look at all of them costs less than one at each. */
function isPlain(symbols: readonly WasmSymbol[]): boolean {
  return symbols.every(({ name }) => name.length < 300) && !/[^!-~]/.test(symbols.map(({ name }) => name).join(''));
}

function* inChunks<T>(items: readonly T[], print: (item: T, clean: Clean) => string, clean: Clean): Generator<string> {
  for (let start = 0; start < items.length; start += CHUNK) {
    let text = '';
    for (const item of items.slice(start, start + CHUNK)) text += `${print(item, clean)}\n`;
    yield text;
  }
}
