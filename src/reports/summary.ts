import type { Comparison } from '../breaks/compare-results.ts';
import { type Cell, VERDICTS, type Verdict } from '../model/results.ts';
import { cleanLine } from './clean.ts';
import { breakTitle, type Context, makeContext } from './context.ts';
import type { CatalogueInput } from './input.ts';
import { breakPath } from './names.ts';
import { type Paint, PLAIN } from './paint.ts';
import { shortRange } from './range-words.ts';
import { tallyCells } from './tally.ts';
import { countOf, printNumber, tallyInWords } from './words.ts';

/** The most breaks, and the most reasons, that a summary lists. */
const MOST_BREAKS = 8;
const MOST_REASONS = 5;

/** What a summary is made of. */
export interface SummaryInput extends CatalogueInput {
  readonly comparison: Comparison;
  /** What the results were compared with, in the user's words. */
  readonly baseline: string;
  /** Where the catalogue was written. */
  readonly pages: string;
}

/** The end of a run for a terminal: counts, verdicts, what is noteworthy, what was not decided, where the pages are. */
export function printSummary(input: SummaryInput, paint: Paint = PLAIN): string {
  const context = makeContext(input);
  const { results, comparison, pages } = input;
  const lines = [
    `${paint.strong(countOf(results.cells.length, 'cell'))}: ${tallyInWords(tallyCells(results.cells))}, for ${countOf(results.breaks.length, 'reason')}`,
    verdictLine(comparison, input.baseline, paint),
    ...(comparison.hasNews ? listNews(context, comparison, pages, paint) : listMattering(context, pages, paint)),
    ...listReasons(results.cells, paint),
    `Catalogue: ${cleanLine(pages)}/README.md and index.html`,
  ];
  return `${lines.filter((line) => line !== '').join('\n')}\n`;
}

function verdictLine({ hasBaseline, counts, hasNews }: Comparison, baseline: string, paint: Paint): string {
  if (!hasBaseline) return 'No baseline to compare with: nothing counts as new.';
  const words = VERDICTS.filter((verdict) => counts[verdict] > 0).map((verdict) =>
    colourOf(verdict, paint)(`${printNumber(counts[verdict])} ${verdict}`),
  );
  const lead = hasNews ? paint.bad('Something broke') : paint.good('Nothing new broke');
  return `${lead} against ${cleanLine(baseline)}: ${words.join(', ')}`;
}

/** The breaks behind the news, each once, those in most cells first. */
function listNews(context: Context, { changes }: Comparison, pages: string, paint: Paint): readonly string[] {
  const groups = new Map<string, { id: string | undefined; verdict: Verdict; cells: string[] }>();
  for (const { isNews, verdict, now, cell } of changes) {
    if (!isNews) continue;
    const id = now?.breaks[0]?.id ?? now?.also[0];
    const key = `${verdict} ${id}`;
    const group = groups.get(key);
    if (group) group.cells.push(cell);
    else groups.set(key, { id, verdict, cells: [cell] });
  }
  const sorted = [...groups.values()].sort((a, b) => b.cells.length - a.cells.length);
  const items = sorted.slice(0, MOST_BREAKS).flatMap(({ id, verdict, cells }) => {
    const brk = id === undefined ? undefined : context.index.breaks.get(id);
    return [
      `  ${colourOf(verdict, paint)(verdict)} ${brk ? titleOfBreak(context, brk.id) : cleanLine(id ?? 'new import')}`,
      `    ${countOf(cells.length, 'cell')}, such as ${cleanLine(cells[0]!)}`,
      brk ? `    ${paint.soft(`${cleanLine(pages)}/${breakPath(brk.id)}`)}` : '',
    ];
  });
  return [...items, moreLine(sorted.length, MOST_BREAKS)];
}

function listMattering(context: Context, pages: string, paint: Paint): readonly string[] {
  const changed = context.ranked.filter(({ hopeless, ongoing }) => !hopeless && ongoing);
  const items = changed.slice(0, MOST_BREAKS).map(({ brk, affected, cured }) => {
    const cure = cured > 0 ? paint.good(`, cured in ${printNumber(cured)}`) : '';
    return `  ${titleOfBreak(context, brk.id)}: ${cleanLine(shortRange(brk))}; ${countOf(affected, 'cell')}${cure}`;
  });
  if (items.length === 0) return [];
  return [
    `The breaks that came with a version and are still there (pages in ${cleanLine(pages)}/breaks):`,
    ...items,
    moreLine(changed.length, MOST_BREAKS),
  ];
}

function listReasons(cells: readonly Cell[], paint: Paint): readonly string[] {
  const reasons = new Map<string, number>();
  for (const { status, reason } of cells) {
    if (status !== 'skip' && status !== 'infra') continue;
    const text = `${status === 'skip' ? 'skipped' : 'not decided'}: ${reason ?? 'no reason is stored'}`;
    reasons.set(text, (reasons.get(text) ?? 0) + 1);
  }
  const sorted = [...reasons].sort((a, b) => b[1] - a[1]);
  const items = sorted
    .slice(0, MOST_REASONS)
    .map(([text, count]) => paint.warn(`  ${countOf(count, 'cell')} ${cleanLine(text)}`));
  return [...items, moreLine(sorted.length, MOST_REASONS)];
}

function moreLine(count: number, shown: number): string {
  return count > shown ? `  and ${printNumber(count - shown)} more` : '';
}

function colourOf(verdict: Verdict, paint: Paint): (text: string) => string {
  if (verdict === 'regressed' || verdict === 'changed' || verdict === 'flaky') return paint.bad;
  if (verdict === 'fixed') return paint.good;
  return verdict === 'same' ? paint.soft : paint.warn;
}

function titleOfBreak(context: Context, id: string): string {
  const { words, subject } = breakTitle(context, context.index.breaks.get(id)!);
  return cleanLine(subject === null ? words : `${words}: ${subject}`);
}
