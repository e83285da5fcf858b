import type { Cell, CellStatus } from '../../model/results.ts';
import { countOf, printNumber } from '../text/words.ts';

/** How many cells have which status. */
export type Tally = Readonly<Record<CellStatus, number>>;

/** No cells. */
export const NO_CELLS: Tally = { pass: 0, break: 0, skip: 0, infra: 0 };

/** Counts cells by status. */
export function tallyCells(cells: readonly Cell[]): Tally {
  let [pass, broken, skip, infra] = [0, 0, 0, 0];
  for (const { status } of cells) {
    if (status === 'pass') pass++;
    else if (status === 'break') broken++;
    else if (status === 'skip') skip++;
    else infra++;
  }
  return { pass, break: broken, skip, infra };
}

/** The sum of several counts. */
export function addTallies(...tallies: readonly Tally[]): Tally {
  const sum = { ...NO_CELLS };
  for (const tally of tallies) {
    for (const status of Object.keys(sum) as CellStatus[]) sum[status] += tally[status];
  }
  return sum;
}

/** All cells of a count. */
export function totalOf(tally: Tally): number {
  return tally.pass + tally.break + tally.skip + tally.infra;
}

/** `12 cells pass, 3 fail, 1 skipped, 2 not decided`. */
export function tallyInWords(tally: Tally): string {
  const parts = [
    `${countOf(tally.pass, 'cell passes', 'cells pass')}`,
    `${printNumber(tally.break)} ${tally.break === 1 ? 'fails' : 'fail'}`,
  ];
  if (tally.skip > 0) parts.push(`${printNumber(tally.skip)} skipped`);
  if (tally.infra > 0) parts.push(`${printNumber(tally.infra)} not decided`);
  return parts.join(', ');
}
