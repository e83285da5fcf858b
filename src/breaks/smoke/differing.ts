import { createCellPrinter } from '../../model/ids.ts';
import type { Results } from '../../model/results.ts';
import { compareCells } from '../comparison/compare.ts';
import { makeFindFormer, type VersionStep } from '../comparison/counterpart.ts';

/** The cells of a version, by name, whose outcome in results is not that of the version before it, each with its case. */
export function findDiffering(
  { cells, modules }: Pick<Results, 'cells' | 'modules'>,
  versions: VersionStep,
): ReadonlyMap<string, string> {
  const nameOf = createCellPrinter();
  const findFormer = makeFindFormer(cells, versions);
  const tables = { old: modules, now: modules };
  const rules = { inPlan: true, isFlaky: false, tables, silenceOf: () => undefined };
  const differing = new Map<string, string>();
  for (const cell of cells) {
    if (!Object.values(cell.on).includes(versions.candidate)) continue;
    const old = findFormer(cell);
    // One that only one of the two has, or that the machine could not decide, says nothing about the version.
    if (!old) continue;
    const { verdict } = compareCells(old, cell, rules);
    if (verdict === 'fixed' || verdict === 'regressed' || verdict === 'changed') differing.set(nameOf(cell), cell.case);
  }
  return differing;
}
