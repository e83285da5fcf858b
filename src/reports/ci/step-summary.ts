import { VERDICTS } from '../../model/results.ts';
import { makeContext } from '../query/context.ts';
import { diffChange } from '../query/evidence-diff.ts';
import { listNews, type NewsItem } from '../query/news.ts';
import { tallyCells, tallyInWords } from '../query/tally.ts';
import type { SummaryInput } from '../terminal/summary.ts';
import { bullets, code, escapeText, fence, page, table } from '../text/markdown.ts';
import { PLAIN } from '../text/paint.ts';
import { countOf, printNumber } from '../text/words.ts';
import { titleOfNews } from '../words/news-words.ts';
import { replacedLine } from '../words/replaced-line.ts';
import { silenceLine } from '../words/silence-line.ts';

/** Bounds that keep a summary far below GitHub's limit of 1 MiB a step. */
const MOST_NEWS = 60;
const MOST_DIFFS = 12;
const MOST_DIFF_LINES = 60;

/** The most text of all differences, in UTF-16 units, of which each is at most three bytes. */
const MOST_DIFF_TEXT = 200_000;

/** A run for a reader of its CI job, as GitHub Flavored Markdown: verdicts, the news with their differences, what was apart. */
export function renderStepSummary(input: SummaryInput, remarks: readonly string[] = []): string {
  const { results, comparison, baseline } = input;
  const context = makeContext(input);
  const news = listNews(comparison);
  const verdicts = VERDICTS.filter((verdict) => comparison.counts[verdict] > 0);
  const rows = news
    .slice(0, MOST_NEWS)
    .map((item) => [
      escapeText(titleOfNews(context, item, PLAIN)),
      printNumber(item.changes.length),
      code(item.changes[0].cell),
    ]);
  const flaky = comparison.changes.filter(({ verdict }) => verdict === 'flaky');
  const apart = [
    ...comparison.moves.map((move) => escapeText(replacedLine(move))),
    ...flaky.slice(0, MOST_NEWS).map(({ cell }) => `flaky, two executions differ: ${code(cell)}`),
    ...comparison.silences.map((use) => escapeText(silenceLine(use, PLAIN))),
    ...remarks.map(escapeText),
  ];
  return page([
    `## emrift: ${comparison.fails.new ? 'something broke' : 'nothing new broke'}`,
    `${countOf(results.cells.length, 'cell')}: ${tallyInWords(tallyCells(results.cells))}.`,
    comparison.hasBaseline
      ? `Against ${escapeText(baseline)}: ${verdicts.map((verdict) => `${printNumber(comparison.counts[verdict])} ${verdict}`).join(', ')}.`
      : 'No baseline to compare with: nothing counts as new.',
    rows.length === 0 ? '' : table([['News', 'Cells', 'Such as'], ...rows]),
    news.length > MOST_NEWS ? `And ${printNumber(news.length - MOST_NEWS)} more.` : '',
    ...within(news.flatMap((item) => showDifference(item, input)).slice(0, MOST_DIFFS)),
    bullets(apart),
  ]);
}

/** The first texts, as far as they are together no longer than a summary may be. */
function within(texts: readonly string[]): readonly string[] {
  let length = 0;
  return texts.filter((text) => {
    length += text.length;
    return length <= MOST_DIFF_TEXT;
  });
}

function showDifference(item: NewsItem, { before, results }: SummaryInput): readonly string[] {
  const lines = diffChange(item.changes[0], before, results);
  if (lines.length === 0) return [];
  const shown = lines.slice(0, MOST_DIFF_LINES).map(({ sign, text }) => (sign === '@' ? '@@' : `${sign}${text}`));
  return [`${code(item.changes[0].cell)}\n\n${fence(shown.join('\n'), 'diff')}`];
}
