import { printCell } from '../../model/ids.ts';
import type { Results } from '../../model/results.ts';
import { hasVerdict } from '../../model/results.ts';
import { compareCells } from './compare.ts';

/** Names of the cells on which two executions of the same do not agree. Where the machine failed, nothing disagrees. */
export function findInconsistentReruns(one: Results, other: Results): ReadonlySet<string> {
  const cells = new Map(other.cells.map((cell) => [printCell(cell), cell]));
  const circumstances = {
    inPlan: false,
    isFlaky: false,
    tables: { old: one.modules, now: other.modules },
    silenceOf: () => undefined,
  };
  // In both directions: what is lost is a disagreement as well as what is new.
  const differs = one.cells.filter((cell) => {
    const again = cells.get(printCell(cell));
    if (again?.status === 'infra') return false;
    const tables = { old: other.modules, now: one.modules };
    return (
      compareCells(cell, again, circumstances).verdict !== 'same' ||
      (again && compareCells(again, cell, { ...circumstances, tables }).verdict !== 'same')
    );
  });
  return new Set(differs.filter(hasVerdict).map(printCell));
}
