import type { CellChange } from '../../breaks/compare-results.ts';
import { findDisagreements } from '../../breaks/disagree.ts';
import type { KnownBreak } from '../../breaks/knowledge.ts';
import { mergeResults } from '../../breaks/merge-results.ts';
import { printCell } from '../../model/ids.ts';
import type { Cell, Results } from '../../model/results.ts';

/** Results of which every change was seen twice, and the names of the cells that came out otherwise the second time. */
export interface Confirmed {
  readonly results: Results;
  readonly flaky: ReadonlySet<string>;
}

/** Executes cells, by name, once more. */
export type ExecuteCells = (names: ReadonlySet<string>) => Promise<Results>;

/**
 * The cells that have to be seen twice before they are told: what is not as it was, has a verdict now, and is news or
 * good news. A new cell that works is neither.
 */
export function needConfirming(changes: readonly CellChange[]): ReadonlySet<string> {
  const suspects = changes.filter(
    ({ verdict, now }) =>
      verdict === 'regressed' ||
      verdict === 'fixed' ||
      verdict === 'changed' ||
      (verdict === 'new' && now?.status === 'break'),
  );
  return new Set(suspects.map(({ cell }) => cell));
}

/** Executes cells once more; those that disagree with themselves are flaky, and have the second outcome from then on. */
export async function confirmCells(
  results: Results,
  names: ReadonlySet<string>,
  execute: ExecuteCells,
  knowledge: readonly KnownBreak[],
): Promise<Confirmed> {
  const isNamed = (cell: Cell) => names.has(printCell(cell));
  const again = await execute(names);
  const flaky = findDisagreements({ ...results, cells: results.cells.filter(isNamed) }, again);
  if (flaky.size === 0) return { results, flaky };
  const first = new Map(results.cells.map((cell) => [printCell(cell), cell]));
  // Workarounds were not executed again: they stay as they were seen.
  const second = again.cells.flatMap((cell): Cell[] => {
    const { workarounds } = first.get(printCell(cell))!;
    return flaky.has(printCell(cell)) ? [{ ...cell, ...(workarounds ? { workarounds } : {}) }] : [];
  });
  return { results: mergeResults(results, { ...again, cells: second }, () => false, knowledge), flaky };
}
