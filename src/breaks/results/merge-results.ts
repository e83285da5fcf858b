import { createCellPrinter } from '../../model/ids.ts';
import type { Cell, Results } from '../../model/results.ts';
import { hasVerdict } from '../../model/results.ts';
import type { PlanCovers } from '../comparison/compare-results.ts';
import { findStandIns } from '../comparison/replaced-toolchains.ts';
import { indexForRuns } from '../knowledge/find-known.ts';
import type { KnownBreak } from '../knowledge/knowledge.ts';
import { completeResults } from './assemble.ts';

/**
 * Older results with the cells of a newer run in place of those that it planned. What the plan covers and the run does
 * not have any more is dropped. Where the newer run could not get at a cell (`infra`), or could not decide it since two
 * executions disagreed (`flaky`, by name), and the older had a verdict on the same toolchains, the verdict stays: a
 * machine's failure takes nothing away. Where it could not get at a cell on a column that moved, the cell on the version
 * before stays beside it. Breaks are derived anew from the union.
 */
export function mergeResults(
  older: Results,
  newer: Results,
  covers: PlanCovers,
  knowledge: readonly KnownBreak[],
  flaky: ReadonlySet<string> = new Set(),
): Results {
  const nameOf = createCellPrinter();
  const replaced = new Map(newer.cells.map((cell) => [nameOf(cell), cell]));
  const verdicts = new Map<string, Cell>();
  const kept: Cell[] = [];
  const before = new Map(older.cells.map((cell) => [nameOf(cell), cell]));
  const standIns = findStandIns(before, replaced, older, newer);
  for (const [name, cell] of before) {
    const now = replaced.get(name);
    const isUndecided = now && (now.status === 'infra' || flaky.has(name));
    if (isUndecided && hasVerdict(cell)) verdicts.set(name, cell);
    if (!now && (standIns.has(name) || !covers(cell))) kept.push(cell);
  }
  if (kept.length === 0 && verdicts.size === 0 && namesAllToolchains(newer)) return newer;
  const current = [...replaced].map(([name, cell]) => verdicts.get(name) ?? cell);
  return completeResults(
    {
      toolchains: unite(older.toolchains, newer.toolchains, ({ id }) => id),
      cases: unite(older.cases, newer.cases, ({ name }) => name),
      cells: [...kept, ...current],
      tables: {
        evidence: new Map([...Object.entries(older.evidence), ...Object.entries(newer.evidence)]),
        modules: new Map([...Object.entries(older.modules), ...Object.entries(newer.modules)]),
        tests: new Map([...Object.entries(older.tests), ...Object.entries(newer.tests)]),
      },
    },
    indexForRuns(knowledge),
  );
}

/** Whether results list every toolchain on their cells; of one that could not be had this time older ones may. */
function namesAllToolchains({ toolchains, cells }: Results): boolean {
  const listed = new Set(toolchains.map(({ id }) => id));
  return cells.every(({ on }) => Object.values(on).every((id) => listed.has(id)));
}

/** Of two entries of one name the newer. */
function unite<T>(older: readonly T[], newer: readonly T[], nameOf: (entry: T) => string): readonly T[] {
  return [...new Map([...older, ...newer].map((entry) => [nameOf(entry), entry])).values()];
}
