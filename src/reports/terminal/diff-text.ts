import type { Comparison } from '../../breaks/comparison/compare-results.ts';
import { type Results, VERDICTS, type Verdict } from '../../model/results.ts';
import { titleOfBreak } from '../query/break-title.ts';
import { type Context, nameResults } from '../query/context.ts';
import { type DiffLine, diffChange } from '../query/evidence-diff.ts';
import type { CatalogueInput } from '../query/input.ts';
import { groupChanges, type NewsItem } from '../query/news.ts';
import { cleanLine } from '../text/clean.ts';
import { type Paint, PLAIN } from '../text/paint.ts';
import { countOf, printNumber } from '../text/words.ts';
import { titleOfNews } from '../words/news-words.ts';
import { replacedLine } from '../words/replaced-line.ts';
import { silenceLine } from '../words/silence-line.ts';
import { type NextStep, printNextSteps } from './next-steps.ts';

/** What a comparison of two results is printed from. */
export interface DiffInput extends Pick<CatalogueInput, 'knowledge'> {
  readonly old: Results;
  readonly now: Results;
  readonly comparison: Comparison;
}

/** The most cells that are named under one change. */
const MOST_CELLS = 5;

/** The order in which verdicts are printed: what is bad first. */
const ORDER: readonly Verdict[] = ['regressed', 'changed', 'new', 'flaky', 'fixed', 'gone'];

/** Two results against each other: counts, changes grouped by break with the whole difference, new and fixed breaks. */
export function printDiff(input: DiffInput, paint: Paint = PLAIN, width = 100): string {
  const { comparison, now } = input;
  const { counts, changes, fails } = comparison;
  const context = nameResults(input, now);
  const words = VERDICTS.filter((verdict) => counts[verdict] > 0).map(
    (verdict) => `${printNumber(counts[verdict])} ${verdict}`,
  );
  const lead = fails.new ? paint.bad('Something broke') : paint.good('Nothing new broke');
  const items = groupChanges(comparison, changes);
  const sections = ORDER.flatMap((verdict) => {
    const own = items.filter((item) => verdictOf(item) === verdict);
    return own.flatMap((item) => printItem(context, item, input, paint));
  });
  const list = (title: string, ids: readonly string[]) =>
    ids.length === 0 ? [] : ['', `${title}:`, ...ids.map((id) => `  ${cleanLine(id)}`)];
  const lines = [
    `${lead}: ${words.join(', ') || 'no cell on either side'}`,
    ...comparison.moves.map((move) => paint.soft(replacedLine(move))),
    ...sections,
    ...list('New breaks', comparison.newBreaks),
    ...list('Fixed breaks', comparison.fixedBreaks),
    ...comparison.silences.map((use) => silenceLine(use, paint)),
    ...printNextSteps('\nLook at', stepsOf(context, items), width, paint),
  ];
  return `${lines.join('\n')}\n`;
}

/** The breaks behind what is bad, in the order in which it is printed. */
function stepsOf(context: Context, items: readonly NewsItem[]): readonly NextStep[] {
  const bad = ORDER.slice(0, 3).flatMap((verdict) => items.filter((item) => verdictOf(item) === verdict));
  const ids = new Set(bad.flatMap((item) => (item.kind === 'cells' ? item.ids : [])));
  return [...ids]
    .filter((id) => context.index.breaks.has(id))
    .map((id) => ({ title: titleOfBreak(context, id), command: ['explain', id] }));
}

function verdictOf(item: NewsItem): Verdict {
  return item.kind === 'toolchain' ? 'regressed' : item.verdict;
}

function printItem(context: Context, item: NewsItem, { old, now }: DiffInput, paint: Paint): readonly string[] {
  const names = item.changes.slice(0, MOST_CELLS).map(({ cell }) => `    ${cleanLine(cell)}`);
  const more = item.changes.length - names.length;
  const silenced = [...new Set(item.changes.flatMap(({ silencedBy }) => silencedBy))];
  return [
    '',
    `${titleOfNews(context, item, paint)} (${countOf(item.changes.length, 'cell')})`,
    ...silenced.map(({ reason, until }) => `    silenced until ${until}: ${cleanLine(reason)}`),
    ...(item.kind === 'toolchain' ? printBehind(context, item) : []),
    ...names,
    ...(more > 0 ? [`    and ${printNumber(more)} more`] : []),
    ...diffChange(item.changes[0], old, now).map((line) => `    ${paintLine(line, paint)}`),
  ];
}

/** The breaks behind a toolchain that is broken as a whole, those of most cells first. */
function printBehind(context: Context, { changes }: NewsItem): readonly string[] {
  const counts = new Map<string, number>();
  for (const { now } of changes) for (const { id } of now?.breaks ?? []) counts.set(id, (counts.get(id) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1]).slice(0, MOST_CELLS);
  return sorted.map(([id, count]) => `    in ${countOf(count, 'cell')} ${titleOfBreak(context, id)}`);
}

function paintLine({ sign, text }: DiffLine, paint: Paint): string {
  const line = `${sign} ${text}`.trimEnd();
  if (sign === '-') return paint.bad(line);
  return sign === '+' ? paint.good(line) : paint.soft(line);
}
