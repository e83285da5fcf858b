import type { CandidateComparison, Unreached } from '../../breaks/comparison/candidate.ts';
import type { CellChange } from '../../breaks/comparison/cell-change.ts';
import { countOf, listOf } from '../text/words.ts';

/** A candidate's verdict in one sentence of plain text; the names are the toolchains' titles. */
export function verdictOnCandidate(
  compared: CandidateComparison,
  unreached: readonly Unreached[],
  candidate: string,
  against: string,
): string {
  const { counts } = compared.comparison;
  const news = compared.comparison.changes.filter(({ isNews }) => isNews);
  const { undecided } = compared;
  const left = unreached.reduce((sum, { cells }) => sum + cells, 0);
  const decided = compared.now.cells.length;
  const regressed = news.filter(({ verdict }) => verdict !== 'changed');
  const changed = news.filter(({ verdict }) => verdict === 'changed');
  const fixed = compared.comparison.changes.filter(({ verdict }) => verdict === 'fixed');
  const parts = [
    regressed.length > 0
      ? `breaks ${casesOf(regressed)} that ${regressed.length === 1 ? 'passes' : 'pass'} with ${against}`
      : '',
    changed.length > 0 ? `changes ${casesOf(changed)}` : '',
    fixed.length > 0 ? `fixes ${casesOf(fixed)}` : '',
  ].filter((part) => part !== '');
  const rest = [
    counts.flaky > 0 ? `${countOf(counts.flaky, 'cell')} ${counts.flaky === 1 ? 'is' : 'are'} flaky` : '',
    undecided > 0 ? `${countOf(undecided, 'cell')} could not be decided` : '',
    left > 0 ? `${countOf(left, 'cell')} ${left === 1 ? 'was' : 'were'} not tried` : '',
  ].filter((part) => part !== '');
  const alike =
    decided === 0
      ? `No cell was decided for ${candidate} and ${against}`
      : `${candidate} gives the same results as ${against} in all ${countOf(decided, 'cell')}`;
  const verdict =
    parts.length === 0 ? alike : `${candidate} ${listOf(parts)}${news.length === 0 ? ', and breaks nothing' : ''}`;
  return `${[verdict, ...rest].join('; ')}.`;
}

/** `27 cells of 2 cases`: a case that breaks with many partners is one. */
function casesOf(changes: readonly CellChange[]): string {
  const cases = new Set(changes.map(({ cell }) => cell.slice(0, cell.indexOf('@'))));
  return `${countOf(changes.length, 'cell')} of ${countOf(cases.size, 'case')}`;
}
