import type { CandidateComparison, CandidateRun } from '../../breaks/comparison/candidate.ts';
import { listModuleChanges, listWarningChanges } from '../../breaks/smoke/built.ts';
import { titleOfBreak } from '../query/break-title.ts';
import { describeComparison } from '../query/comparison-data.ts';
import { type Context, nameResults } from '../query/context.ts';
import type { CatalogueInput } from '../query/input.ts';
import { titleOf } from '../query/labels.ts';
import { groupChanges, type NewsItem } from '../query/news.ts';
import { runWords } from '../repro/by-hand.ts';
import { cleanLine } from '../text/clean.ts';
import type { Paint } from '../text/paint.ts';
import { countOf } from '../text/words.ts';
import { verdictOnCandidate } from '../words/candidate-words.ts';
import { titleOfNews } from '../words/news-words.ts';
import { unreachedLines } from '../words/smoke-words.ts';
import { printBuilt } from './built-text.ts';
import { type NextStep, printNextSteps } from './next-steps.ts';

type Known = Pick<CatalogueInput, 'knowledge'>;

/**
 * A candidate for a terminal: its verdict, what it breaks, changes and fixes, what it builds otherwise, what was not tried,
 * and where its page is; null where it has none.
 */
export function printCandidate(
  run: CandidateRun,
  compared: CandidateComparison,
  known: Known,
  page: string | null,
  paint: Paint,
  { times = [], width = 100 }: { readonly times?: readonly string[]; readonly width?: number } = {},
): string {
  const context = nameResults(known, run.results);
  const { comparison } = compared;
  const isPrinted = (item: NewsItem) =>
    item.changes.some(({ verdict, isNews }) => isNews || verdict === 'fixed' || verdict === 'flaky');
  const items = groupChanges(comparison, comparison.changes).filter(isPrinted);
  const verdict = verdictIn(run, compared, known);
  return [
    (comparison.fails.new ? paint.bad : paint.good)(cleanLine(verdict)),
    ...items.flatMap((item) => [
      `  ${titleOfNews(context, item, paint)}`,
      `    ${countOf(item.changes.length, 'cell')}, such as ${cleanLine(item.changes[0].cell)}`,
    ]),
    ...printBuilt(run, compared),
    ...times.map((line) => cleanLine(line)),
    ...unreachedLines(run.unreached, cleanLine),
    ...printNextSteps('Look at', stepsOf(context, items), width, paint),
    ...(page === null ? [] : [`Page: ${cleanLine(page)}`]),
  ].join('\n');
}

/** Where what it breaks is run again by itself. */
function stepsOf(context: Context, items: readonly NewsItem[]): readonly NextStep[] {
  return items
    .filter(({ changes }) => changes.some(({ isNews }) => isNews))
    .flatMap((item) => {
      const cell = item.changes.find(({ isNews, now }) => isNews && now !== undefined)?.now;
      const id = item.kind === 'cells' ? item.ids[0] : undefined;
      if (!cell || id === undefined) return [];
      return [{ title: titleOfBreak(context, id), command: runWords(cell) }];
    });
}

/** A candidate as `--json` prints it; cells have the candidate's own names. */
export function describeCandidate(run: CandidateRun, compared: CandidateComparison, known: Known, page: string | null) {
  const { changes, groups, ...rest } = describeComparison(compared.comparison, compared.old, compared.now);
  const own = ({ cell, ...change }: (typeof changes)[number]) => ({
    cell,
    against: compared.formerOf(cell),
    ...change,
  });
  return {
    tool: run.tool,
    candidate: run.candidate,
    against: run.against,
    verdict: verdictIn(run, compared, known),
    ...rest,
    flaky: run.flaky,
    changes: changes.map(own),
    groups,
    modules: listModuleChanges(compared),
    warnings: listWarningChanges(compared),
    sizes: run.sizes,
    symbols: run.symbols,
    unreached: run.unreached,
    page,
  };
}

function verdictIn(run: CandidateRun, compared: CandidateComparison, known: Known): string {
  const { index } = nameResults(known, run.results);
  return verdictOnCandidate(compared, run.unreached, titleOf(index, run.candidate), titleOf(index, run.against));
}
