import type { Cell } from '../../model/results.ts';
import type { Context } from '../query/context.ts';
import { printNumber } from '../text/words.ts';

/**
 * How many of some cells break for reasons alone that no tested version is free of, as a sentence behind their counts;
 * empty where none does. Without it a reader takes what never worked for something that these versions broke.
 */
export function neverWorkedInWords(context: Pick<Context, 'ranked'>, cells: readonly Cell[]): string {
  const neverPassed = new Set(context.ranked.filter((one) => one.neverPassed).map(({ brk }) => brk.id));
  const broken = cells.filter((cell) => cell.status === 'break');
  const never = broken.filter((cell) => cell.breaks.every(({ id }) => neverPassed.has(id))).length;
  if (never === 0) return '';
  if (never === broken.length) return ' What breaks here works with no tested version.';
  return ` Of those that break, ${printNumber(never)} are probes that work with no tested version.`;
}
