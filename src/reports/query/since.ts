import type { RoleRange } from '../../model/results.ts';
import { TOOLS } from '../../model/tools.ts';
import { countOf, listOf, printNumber } from '../text/words.ts';
import { allPass, type Beyond, type LookBeyond, noneFails } from './beyond.ts';
import { splitUnknown } from './range-words.ts';

/** What was measured along one axis, in sentences that claim nothing between or beyond the tested versions. Plain text. */
export function measuredRange(along: RoleRange, look: LookBeyond): string {
  const { title } = TOOLS[along.tool];
  const as = along.role === along.tool ? '' : ` as ${along.role}`;
  const { since, until, holes, unknown = [] } = along.range;
  const [older, newer] = splitUnknown(along.tool, along.range);
  const sentences: string[] = [];
  if (since.after === null) {
    const which = older.length === 0 ? ', the oldest tested; nothing older was tried' : '';
    sentences.push(`Already fails with ${title} ${since.by}${as}${which}.`);
  } else sentences.push(wordSince(`${title} ${since.after}${as}`, since.by, look(since.after, since.by)));
  if (until) sentences.push(wordUntil(until.after, until.by, look(until.by, until.after)));
  else if (newer.length === 0) sentences.push(`The newest tested ${title}${as} still fails.`);
  if (holes.length > 0) sentences.push(`Inside that window it is not seen with ${listOf(holes)}.`);
  if (unknown.length > 0) sentences.push(`Inconclusive with ${listOf(unknown)}: the step was not reached there.`);
  return sentences.join(' ');
}

const NOTHING_BETWEEN = 'nothing between the two was tested';

function wordSince(before: string, by: string, beyond: Beyond): string {
  if (allPass(beyond)) return `Passes with ${before}, fails with ${by}; ${NOTHING_BETWEEN}.`;
  if (allOtherwise(beyond)) return `Fails for another reason with ${before}, like this with ${by}; ${NOTHING_BETWEEN}.`;
  if (beyond.pass === 0) return `Is not seen with ${before}, fails with ${by}; ${NOTHING_BETWEEN}.`;
  if (noneFails(beyond))
    return `Passes with ${before}, which met ${someMet(beyond)} that fail with ${by}; ${NOTHING_BETWEEN}.`;
  return `Fails with ${by}. With ${before} in its place ${wordBeyond(beyond)}; ${NOTHING_BETWEEN}.`;
}

function wordUntil(after: string, by: string, beyond: Beyond): string {
  if (allPass(beyond)) return `Last seen with ${after}, passes with ${by}; ${NOTHING_BETWEEN}.`;
  if (allOtherwise(beyond)) return `Last seen with ${after}, fails for another reason with ${by}; ${NOTHING_BETWEEN}.`;
  if (beyond.pass === 0) return `Last seen with ${after}, is no longer seen with ${by}; ${NOTHING_BETWEEN}.`;
  if (noneFails(beyond))
    return `Last seen with ${after}, passes with ${by}, which met ${someMet(beyond)} that fail before; ${NOTHING_BETWEEN}.`;
  return `Last seen with ${after}. With ${by} in its place ${wordBeyond(beyond)}; ${NOTHING_BETWEEN}.`;
}

/** `13 of the 48 combinations`: the rest was not tested or not decided. */
function someMet({ pass, undecided }: Beyond): string {
  return `${printNumber(pass)} of the ${countOf(pass + undecided, 'combination')}`;
}

/** `1 of 8 combinations passes, 6 fail for another reason and 1 was not tested or not decided`. */
function wordBeyond({ pass, otherwise, undecided }: Beyond): string {
  const rest = [
    ...(otherwise > 0 ? [`${printNumber(otherwise)} ${otherwise === 1 ? 'fails' : 'fail'} for another reason`] : []),
    ...(undecided > 0
      ? [`${printNumber(undecided)} ${undecided === 1 ? 'was' : 'were'} not tested or not decided`]
      : []),
  ];
  const all = countOf(pass + otherwise + undecided, 'combination');
  return listOf([`${printNumber(pass)} of ${all} ${pass === 1 ? 'passes' : 'pass'}`, ...rest]);
}

function allOtherwise({ pass, otherwise, undecided }: Beyond): boolean {
  return otherwise > 0 && pass + undecided === 0;
}
