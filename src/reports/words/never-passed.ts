import type { Cell } from '../../model/results.ts';
import type { Context } from '../query/context.ts';
import { countOf, printNumber } from '../text/words.ts';

/**
 * How many of some cells fail only for reasons that no tested version is free of, and of how many cases they are, as a
 * sentence behind their counts; empty where none does. Without it a reader takes what never passed for something that
 * these versions broke.
 */
export function neverPassedInWords(context: Pick<Context, 'ranked'>, cells: readonly Cell[]): string {
  const neverPassed = new Set(context.ranked.filter((one) => one.neverPassed).map(({ brk }) => brk.id));
  const broken = cells.filter((cell) => cell.status === 'break');
  const never = broken.filter((cell) => cell.breaks.every(({ id }) => neverPassed.has(id)));
  if (never.length === 0) return '';
  const cases = countOf(new Set(never.map((cell) => cell.case)).size, 'case that passes', 'cases that pass');
  const which =
    never.length === broken.length
      ? 'All that fail belong'
      : `Of those that fail, ${printNumber(never.length)} ${never.length === 1 ? 'belongs' : 'belong'}`;
  return ` ${which} to ${cases} with no tested version.`;
}
