import type { CellChange } from '../../breaks/comparison/cell-change.ts';
import type { Comparison } from '../../breaks/comparison/compare-results.ts';
import { findInconsistentReruns } from '../../breaks/comparison/inconsistent-reruns.ts';
import { troublesOf } from '../../breaks/comparison/troubles.ts';
import type { KnownBreak } from '../../breaks/knowledge/knowledge.ts';
import { mergeResults } from '../../breaks/results/merge-results.ts';
import { createCellPrinter, printCell } from '../../model/ids.ts';
import type { Cell, Results } from '../../model/results.ts';
import type { MemoStore } from '../../run/storage/memo-store.ts';

/** Results of which every change was seen twice, and the names of the cells that gave another result the second time. */
export interface Confirmed {
  readonly results: Results;
  readonly flaky: ReadonlySet<string>;
}

/** Executes cells, by name, once more. */
export type ExecuteCells = (names: ReadonlySet<string>) => Promise<Results>;

/**
 * The cells that have to be seen twice before they are reported: what is not as it was, has a verdict now, and is news or
 * good news. A new cell that works is neither.
 */
export function needConfirming(changes: readonly CellChange[]): ReadonlySet<string> {
  const suspects = changes.filter(
    ({ verdict, now }) =>
      verdict === 'regressed' ||
      verdict === 'fixed' ||
      verdict === 'changed' ||
      (verdict === 'new' && now !== undefined && troublesOf(now).length > 0),
  );
  return new Set(suspects.map(({ cell }) => cell));
}

/**
 * Executes cells once more; those that disagree with themselves are flaky, and have the second outcome from then on.
 * Where the machine failed the second time, nothing was confirmed, and the first outcome stands.
 */
export async function confirmCells(
  results: Results,
  names: ReadonlySet<string>,
  execute: ExecuteCells,
  knowledge: readonly KnownBreak[],
): Promise<Confirmed & { readonly isDecided: boolean }> {
  const isNamed = (cell: Cell) => names.has(printCell(cell));
  const again = await execute(names);
  const flaky = findInconsistentReruns({ ...results, cells: results.cells.filter(isNamed) }, again);
  const isDecided = again.cells.every(({ status }) => status !== 'infra');
  return { results: takeSecond(results, flaky, again, knowledge), flaky, isDecided };
}

/** Results with the second outcome of some cells. Workarounds were not executed again: they stay as they were seen. */
export function takeSecond(
  results: Results,
  flaky: ReadonlySet<string>,
  again: Results,
  knowledge: readonly KnownBreak[],
): Results {
  if (flaky.size === 0) return results;
  const first = new Map(results.cells.map((cell) => [printCell(cell), cell]));
  const second = again.cells.flatMap((cell): Cell[] => {
    const { workarounds } = first.get(printCell(cell))!;
    return flaky.has(printCell(cell)) ? [{ ...cell, ...(workarounds ? { workarounds } : {}) }] : [];
  });
  return mergeResults(results, { ...again, cells: second }, () => false, knowledge);
}

/** With what a run sees its changes a second time. */
export interface Confirming {
  readonly again: ExecuteCells;
  readonly memos: MemoStore;
  /** Whether changes are confirmed anew that the last run confirmed. False: those stand. */
  readonly fresh: boolean;
  readonly knowledge: readonly KnownBreak[];
}

/** Executes what is not as it was once more, unless the last run did so with the same changes and found them to stand. */
export async function confirmChanges(
  results: Results,
  { changes }: Comparison,
  { again, memos, fresh, knowledge }: Confirming,
): Promise<Confirmed> {
  if (changes.length === 0) return { results, flaky: new Set() };
  const own = new Set(results.cells.map(createCellPrinter()));
  const suspects = needConfirming(changes.filter(({ cell }) => own.has(cell)));
  if (suspects.size === 0) return { results, flaky: suspects };
  const seen = changes.filter(({ cell }) => suspects.has(cell)).map(({ cell, old, now }) => [cell, old, now]);
  const stood = memos<true>('confirmed', [results.toolchains, seen]);
  if (stood.value && !fresh) return { results, flaky: new Set() };
  const confirmed = await confirmCells(results, suspects, again, knowledge);
  if (confirmed.flaky.size === 0 && confirmed.isDecided) stood.keep(true);
  return confirmed;
}
