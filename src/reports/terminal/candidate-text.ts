import { type CandidateComparison, type CandidateRun, listImportChanges } from '../../breaks/comparison/candidate.ts';
import { describeComparison } from '../query/comparison-data.ts';
import { nameResults } from '../query/context.ts';
import type { CatalogueInput } from '../query/input.ts';
import { titleOf } from '../query/labels.ts';
import { groupChanges, type NewsItem } from '../query/news.ts';
import { cleanLine } from '../text/clean.ts';
import type { Paint } from '../text/paint.ts';
import { countOf, someOf } from '../text/words.ts';
import { verdictOnCandidate } from '../words/candidate-words.ts';
import { titleOfNews } from '../words/news-words.ts';

/** The most names that one line has. */
const MOST_NAMES = 4;

type Known = Pick<CatalogueInput, 'knowledge'>;

/** A candidate for a terminal: its verdict, what it breaks, changes and fixes, its imports, and where its page is. */
export function printCandidate(
  run: CandidateRun,
  compared: CandidateComparison,
  known: Known,
  page: string,
  paint: Paint,
): string {
  const context = nameResults(known, run.results);
  const { comparison, nameOf } = compared;
  const isShown = (item: NewsItem) =>
    item.changes.some(({ verdict, isNews }) => isNews || verdict === 'fixed' || verdict === 'flaky');
  const items = groupChanges(comparison, comparison.changes).filter(isShown);
  const imports = listImportChanges(compared).map(({ case: name, module, gained, lost }) => {
    const words = [...gained.map((text) => `+${text}`), ...lost.map((text) => `-${text}`)].map((text) =>
      cleanLine(text),
    );
    return `  ${cleanLine(name)} ${cleanLine(module)}: ${someOf(words, MOST_NAMES)}`;
  });
  const verdict = verdictIn(run, compared, known);
  return [
    (comparison.fails.new ? paint.bad : paint.good)(cleanLine(verdict)),
    ...items.flatMap((item) => [
      `  ${titleOfNews(context, item, paint)}`,
      `    ${countOf(item.changes.length, 'cell')}, such as ${cleanLine(nameOf(item.changes[0].cell))}`,
    ]),
    ...(imports.length > 0 ? ['Imports that came (+) and went (-):', ...imports] : []),
    `Page: ${cleanLine(page)}`,
  ].join('\n');
}

/** A candidate as `--json` prints it; cells have the candidate's own names. */
export function describeCandidate(run: CandidateRun, compared: CandidateComparison, known: Known, page: string) {
  const { changes, groups, ...rest } = describeComparison(compared.comparison, compared.old, compared.now);
  const own = ({ cell, ...change }: (typeof changes)[number]) => ({
    cell: compared.nameOf(cell),
    against: cell,
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
    groups: groups.map((group) => ({ ...group, changes: group.changes.map(compared.nameOf) })),
    imports: listImportChanges(compared),
    page,
  };
}

function verdictIn(run: CandidateRun, compared: CandidateComparison, known: Known): string {
  const { index } = nameResults(known, run.results);
  return verdictOnCandidate(compared, titleOf(index, run.candidate), titleOf(index, run.against));
}
