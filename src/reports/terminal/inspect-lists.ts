import type { Fact, FactDiff, ReportDiff } from '../../evidence/inspect/diff-reports.ts';
import type { FileReport } from '../../evidence/inspect/file-report.ts';
import type { ListDiff } from '../../evidence/wasm/diff-surfaces.ts';
import { printBytes } from '../../model/bytes.ts';
import type { ModuleEntry } from '../../model/results.ts';
import { cleanLine } from '../text/clean.ts';
import { type Paint, PLAIN } from '../text/paint.ts';
import { printLines, printType } from './inspect-lines.ts';
import { printSymbol } from './inspect-symbols.ts';

/** The path, then imports and exports as lines `  import module.name kind type`; in pieces. */
export function* printImports({ path, imports, exports }: FileReport): Generator<string> {
  yield `${cleanLine(path)}\n`;
  yield* printLines(imports, (entry, line) => void line.push('  import ', printEntry(entry)));
  yield* printLines(exports, (entry, line) => void line.push('  export ', printEntry(entry)));
}

/** What differs from one file to another: `+` added, `-` removed, `~` changed; in pieces, none where nothing does. */
export function* printDiff(diff: ReportDiff, paint: Paint = PLAIN): Generator<string> {
  const { before, after } = diff.minified;
  if (before || after) {
    const which = before && after ? 'both files' : before ? 'the first file' : 'the second file';
    yield `Names are minified in ${which}: a letter means something else in each build, so names are not compared.\n`;
  }
  yield* printLines(diff.facts, (fact, line) => void line.push(paint.warn(`~ ${printFact(fact)}`)));
  const { added, removed } = diff.features;
  yield* diffLines('feature', { added, removed, changed: [] }, (name) => cleanLine(name), paint);
  yield* diffLines('import', diff.imports, printEntry, paint);
  yield* diffLines('export', diff.exports, printEntry, paint);
  yield* diffLines('symbol', diff.symbols, printSymbol, paint);
}

/** `maker clang → Rust`, sizes with the share by which they changed. */
function printFact({ fact, before, after }: FactDiff): string {
  const size = /^sizes?(?:\.|$)|^settings\.(?:stackSize|memory\.(?:initial|maximum))$/.test(fact);
  const word = (value: Fact) => {
    if (value === null) return 'unknown';
    return size && typeof value === 'number' ? printBytes(value) : cleanLine(String(value));
  };
  const share =
    size && typeof before === 'number' && typeof after === 'number' && before > 0
      ? ` (${after > before ? '+' : ''}${Math.round((100 * (after - before)) / before)} %)`
      : '';
  return `${fact.replace('.', ' ')} ${word(before)} → ${word(after)}${share}`;
}

function* diffLines<T>(
  what: string,
  { added, removed, changed }: ListDiff<T>,
  print: (entry: T) => string,
  paint: Paint,
): Generator<string> {
  yield* printLines(added, (entry, line) => void line.push(paint.good(`+ ${what} ${print(entry)}`)));
  yield* printLines(removed, (entry, line) => void line.push(paint.bad(`- ${what} ${print(entry)}`)));
  yield* printLines(changed, ({ before, after }, line) => {
    line.push(paint.warn(`~ ${what} ${print(before)} → ${print(after)}`));
  });
}

function printEntry({ module, name, kind, type }: ModuleEntry): string {
  const full = module === undefined ? cleanLine(name) : `${cleanLine(module)}.${cleanLine(name)}`;
  return `${full} ${kind}${type === undefined ? '' : printType(type)}`;
}
