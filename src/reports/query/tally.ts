import type { Cell, CellStatus } from '../../model/results.ts';
import { countOf, printNumber } from '../text/words.ts';

/** How many cells have which status. */
export type Tally = Readonly<Record<CellStatus, number>>;

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
