import type { Comparison } from '../../breaks/comparison/compare-results.ts';
import { type Cell, type Results, VERDICTS } from '../../model/results.ts';
import { titleOfBreak } from '../query/break-title.ts';
import { type Context, makeContext } from '../query/context.ts';
import { diffChange } from '../query/evidence-diff.ts';
import type { CatalogueInput } from '../query/input.ts';
import { listNews, type NewsItem } from '../query/news.ts';
import { shortRange } from '../query/range-words.ts';
import { tallyCells, tallyInWords } from '../query/tally.ts';
import { cleanLine } from '../text/clean.ts';
import { breakPath } from '../text/names.ts';
import { type Paint, PLAIN } from '../text/paint.ts';
import { countOf, printNumber, someOf } from '../text/words.ts';
import { colourOf, titleOfNews } from '../words/news-words.ts';
import { replacedLine } from '../words/replaced-line.ts';
import { silenceLine } from '../words/silence-line.ts';
import { type NextStep, printNextSteps } from './next-steps.ts';
import { printPairTable } from './pair-table.ts';

/** The most breaks, and the most reasons, that a summary lists. */
const MOST_BREAKS = 8;
const MOST_REASONS = 5;

/** The most lines of a difference, how long they may be, and the most flaky cells. */
const MOST_DIFF_LINES = 6;
const LONGEST_LINE = 110;
const MOST_FLAKY = 4;

/** What a summary is made of. */
export interface SummaryInput extends CatalogueInput {
  readonly comparison: Comparison;
  /** What was compared with; null where there was nothing. */
  readonly before: Results | null;
  /** What the results were compared with, in the user's words. */
  readonly baseline: string;
  /** Where the catalogue was written. */
  readonly pages: string;
}

/** The end of a run for a terminal: counts, verdicts, what is noteworthy, what was not decided, where the pages are. */
export function printSummary(input: SummaryInput, paint: Paint = PLAIN, width = 100): string {
  const context = makeContext(input);
  const { results, comparison, pages } = input;
  const lines = [
    `${paint.strong(countOf(results.cells.length, 'cell'))}: ${tallyInWords(tallyCells(results.cells))}, for ${countOf(results.breaks.length, 'reason')}`,
    verdictLine(comparison, input.baseline, paint),
    ...comparison.moves.map((move) => paint.soft(replacedLine(move))),
    ...(comparison.fails.new ? printNews(context, input, paint) : []),
    ...printUncounted(input, paint),
    ...listReasons(results.cells, paint),
    ...printPairTable(context, width, paint),
    ...printNextSteps(...nextSteps(context, comparison), width, paint),
    `\nCatalogue: ${cleanLine(pages)}/README.md and index.html; \`emrift report --open\` shows it`,
  ];
  return `${lines.filter((line) => line !== '').join('\n')}\n`;
}

function verdictLine({ hasBaseline, counts, fails }: Comparison, baseline: string, paint: Paint): string {
  if (!hasBaseline) return 'No baseline to compare with: nothing counts as new.';
  const words = VERDICTS.filter((verdict) => counts[verdict] > 0).map((verdict) =>
    colourOf(verdict, paint)(`${printNumber(counts[verdict])} ${verdict}`),
  );
  const lead = fails.new ? paint.bad('Something broke') : paint.good('Nothing new broke');
  return `${lead} compared with ${cleanLine(baseline)}: ${words.join(', ')}`;
}

/** The news, each piece once, what stands in most cells first. */
function printNews(context: Context, input: SummaryInput, paint: Paint): readonly string[] {
  const news = listNews(input.comparison);
  const items = news
    .slice(0, MOST_BREAKS)
    .flatMap((item) => [
      `  ${titleOfNews(context, item, paint)}`,
      `    ${countOf(item.changes.length, 'cell')}, such as ${cleanLine(item.changes[0].cell)}`,
      ...shortDiff(item, input, paint),
      ...pageOfNews(context, item, input.pages, paint),
    ]);
  return [...items, moreLine(news.length, MOST_BREAKS)];
}

/** The first differing lines of a changed failure; context and what is too long is left to `emrift diff`. */
function shortDiff(item: NewsItem, { before, results }: SummaryInput, paint: Paint): readonly string[] {
  const lines = diffChange(item.changes[0], before, results).filter(
    ({ sign, text }) => (sign === '-' || sign === '+') && text.trim() !== '',
  );
  const shown = lines
    .slice(0, MOST_DIFF_LINES)
    .map(
      ({ sign, text }) =>
        `      ${(sign === '-' ? paint.soft : paint.warn)(`${sign} ${cleanLine(text, LONGEST_LINE)}`)}`,
    );
  const more = lines.length - shown.length;
  return more > 0
    ? [...shown, `      ${paint.soft(`… ${countOf(more, 'more line')}; \`emrift diff\` shows all`)}`]
    : shown;
}

function pageOfNews(context: Context, item: NewsItem, pages: string, paint: Paint): readonly string[] {
  const id = item.kind === 'cells' ? item.ids.find((one) => context.index.breaks.has(one)) : undefined;
  return id === undefined ? [] : [`    ${paint.soft(`${cleanLine(pages)}/${breakPath(id)}`)}`];
}

/** Toolchains that are broken as a whole are news; flaky cells are listed apart, and never are. */
function printUncounted({ comparison }: SummaryInput, paint: Paint): readonly string[] {
  const flaky = comparison.changes.filter(({ verdict }) => verdict === 'flaky');
  const names = someOf(
    flaky.map(({ cell }) => cleanLine(cell)),
    MOST_FLAKY,
  );
  return [
    flaky.length === 0 ? '' : paint.warn(`Flaky, two executions differ; not counted: ${names}`),
    ...comparison.silences.map((use) => silenceLine(use, paint)),
  ];
}

/** What broke anew where something did, else what matters most in the catalogue; and the heading of the list. */
function nextSteps(context: Context, comparison: Comparison): readonly [heading: string, steps: readonly NextStep[]] {
  if (comparison.fails.new) {
    const ids = new Set(listNews(comparison).flatMap((item) => (item.kind === 'cells' ? item.ids : [])));
    const steps = [...ids]
      .filter((id) => context.index.breaks.has(id))
      .map((id) => ({ title: titleOfBreak(context, id), command: ['explain', id] }));
    return ['\nLook at', steps];
  }
  const mattering = context.ranked.filter(({ neverPassed, ongoing, ofClaims }) => !neverPassed && ongoing && !ofClaims);
  const steps = mattering.map(({ brk, affected, cured }) => {
    const cure = cured > 0 ? `, cured in ${printNumber(cured)}` : '';
    const title = `${titleOfBreak(context, brk.id)}: ${shortRange(brk)}; ${countOf(affected, 'cell')}${cure}`;
    return { title, command: ['explain', brk.id] };
  });
  return [`\nThe breaks that matter most, of ${printNumber(context.ranked.length)}`, steps];
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
