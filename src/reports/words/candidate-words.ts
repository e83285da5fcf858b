import type { CandidateComparison, Unreached } from '../../breaks/comparison/candidate.ts';
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
  const regressed = news.filter(({ verdict }) => verdict !== 'changed').length;
  const changed = news.length - regressed;
  const parts = [
    regressed > 0
      ? `breaks ${countOf(regressed, 'cell')} that ${regressed === 1 ? 'passes' : 'pass'} with ${against}`
      : '',
    changed > 0 ? `changes ${countOf(changed, 'cell')}` : '',
    counts.fixed > 0 ? `fixes ${countOf(counts.fixed, 'cell')}` : '',
  ].filter((part) => part !== '');
  const rest = [
    counts.flaky > 0 ? `${countOf(counts.flaky, 'cell')} ${counts.flaky === 1 ? 'is' : 'are'} flaky` : '',
    undecided > 0 ? `${countOf(undecided, 'cell')} could not be decided` : '',
    left > 0 ? `${countOf(left, 'cell')} ${left === 1 ? 'was' : 'were'} not tried` : '',
  ].filter((part) => part !== '');
  const alike =
    decided === 0 && undecided > 0
      ? `No cell was decided for ${candidate} and ${against}`
      : `${candidate} gives the same results as ${against} in all ${countOf(decided, 'cell')}`;
  const verdict =
    parts.length === 0 ? alike : `${candidate} ${listOf(parts)}${news.length === 0 ? ', and breaks nothing' : ''}`;
  return `${[verdict, ...rest].join('; ')}.`;
}
