import type { CandidateComparison } from '../../breaks/comparison/candidate.ts';
import { countOf, listOf } from '../text/words.ts';

/** A candidate's verdict in one sentence of plain text; the names are the toolchains' titles. */
export function verdictOnCandidate(compared: CandidateComparison, candidate: string, against: string): string {
  const { counts } = compared.comparison;
  const news = compared.comparison.changes.filter(({ isNews }) => isNews);
  const { undecided } = compared;
  const decided = compared.now.cells.length;
  const regressed = news.filter(({ verdict }) => verdict !== 'changed').length;
  const changed = news.length - regressed;
  const parts = [
    regressed > 0
      ? `breaks ${countOf(regressed, 'cell')} that ${regressed === 1 ? 'works' : 'work'} with ${against}`
      : '',
    changed > 0 ? `changes ${countOf(changed, 'cell')}` : '',
    counts.fixed > 0 ? `mends ${countOf(counts.fixed, 'cell')}` : '',
  ].filter((part) => part !== '');
  const rest = [
    counts.flaky > 0 ? `${countOf(counts.flaky, 'cell')} could not be told for flaking` : '',
    undecided > 0 ? `${countOf(undecided, 'cell')} could not be decided` : '',
  ].filter((part) => part !== '');
  const alike =
    decided === 0 && undecided > 0
      ? `Nothing is known of ${candidate} against ${against}`
      : `${candidate} does what ${against} does in all ${countOf(decided, 'cell')}`;
  const told =
    parts.length === 0 ? alike : `${candidate} ${listOf(parts)}${news.length === 0 ? ', and breaks nothing' : ''}`;
  return `${[told, ...rest].join('; ')}.`;
}
