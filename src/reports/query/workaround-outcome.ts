import type { Cell } from '../../model/results.ts';

/** What became of a workaround on a cell; undefined where it was not planned. */
export function outcomeOf(cell: Cell, workaround: string) {
  const outcomes = cell.workarounds ?? {};
  return Object.hasOwn(outcomes, workaround) ? outcomes[workaround] : undefined;
}
