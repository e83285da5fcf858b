import { createPrinter } from '../../model/ids.ts';
import type { Cell, Results } from '../../model/results.ts';
import { compareCells } from '../comparison/compare.ts';
import { findCounterpart, type VersionStep } from '../comparison/counterpart.ts';

/** The cells of a version, by name, whose outcome in results is not that of the version before it, each with its case. */
export function findDiffering(
  { cells, modules }: Pick<Results, 'cells' | 'modules'>,
  versions: VersionStep,
): ReadonlyMap<string, string> {
  const print = createPrinter();
  const byName = new Map<string, Cell>();
  for (const cell of cells) byName.set(`${cell.case}@${print(cell.on)}`, cell);
  const tables = { old: modules, now: modules };
  const rules = { inPlan: true, isFlaky: false, tables, silenceOf: () => undefined };
  const differing = new Map<string, string>();
  for (const [name, cell] of byName) {
    if (!Object.values(cell.on).includes(versions.candidate)) continue;
    const on = findCounterpart(cell.on, versions, (other) => byName.has(`${cell.case}@${print(other)}`));
    const old = on ? byName.get(`${cell.case}@${print(on)}`) : undefined;
    // One that only one of the two has, or that the machine could not decide, says nothing about the version.
    if (!old) continue;
    const { verdict } = compareCells(old, cell, rules);
    if (verdict === 'fixed' || verdict === 'regressed' || verdict === 'changed') differing.set(name, cell.case);
  }
  return differing;
}
