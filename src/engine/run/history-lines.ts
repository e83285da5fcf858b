import { idsOfChange } from '../../breaks/comparison/cell-change.ts';
import type { Comparison } from '../../breaks/comparison/compare-results.ts';
import { isOfTests } from '../../breaks/comparison/troubles.ts';
import type { Rename } from '../../breaks/identity/renames.ts';
import type { Break, Results, Verdict } from '../../model/results.ts';
import type { Tool } from '../../model/tools.ts';
import type { HistoryEntry } from '../../reports/query/history.ts';
import type { Noise } from './noise.ts';

/** A run as its history has it. */
export interface RunToDescribe {
  /** What it executed or recalled. */
  readonly results: Results;
  /** The breaks of the catalogue as it is with them. */
  readonly breaks: readonly Break[];
  readonly comparison: Comparison;
  /** The breaks of the catalogue before it that are called otherwise now. */
  readonly renames: readonly Rename[];
  readonly known: Partial<Record<Tool, string>>;
  readonly now: Date;
  readonly noise: Noise | null;
  /** What each step took on average, in milliseconds of CPU time; by `costKey`. */
  readonly costs: ReadonlyMap<string, number>;
}

/**
 * The history lines of a run: one for itself, one for each break that has another name than before, and one for each
 * whose cells are not what they were.
 */
export function describeRun(input: RunToDescribe): HistoryEntry[] {
  const { results, breaks, comparison, renames, known, now, noise, costs } = input;
  const left = new Map(breaks.map(({ id, affected }) => [id, affected.length]));
  const run = now.toISOString();
  const date = run.slice(0, 10);
  const counts = { pass: 0, break: 0, skip: 0, infra: 0 };
  for (const cell of results.cells) counts[cell.status]++;
  const verdicts = Object.fromEntries(Object.entries(comparison.counts).filter(([, count]) => count > 0));
  return [
    {
      kind: 'run',
      run,
      date,
      toolchains: results.toolchains.map(({ id }) => id),
      counts,
      verdicts,
      ...(Object.keys(known).length > 0 ? { known } : {}),
      ...(noise ? { noise: { cells: noise.cells, differ: noise.differ.length } } : {}),
      ...(costs.size > 0 ? { costs: Object.fromEntries(costs) } : {}),
    },
    ...renames.map((rename) => ({ kind: 'rename' as const, run, date, ...rename })),
    ...changedBreaks(comparison).map(({ id, verdict, cells }) => ({
      kind: 'break' as const,
      run,
      date,
      id,
      verdict,
      cells,
      // Of tests nobody counts in how many cells they fail.
      ...(isOfTests(id) ? {} : { left: left.get(id) ?? 0 }),
    })),
  ];
}

/** Of each verdict the breaks of its cells: what a cell breaks with now, what it broke with before it was fixed, or what came and went. */
function changedBreaks({ changes }: Comparison): { id: string; verdict: Verdict; cells: number }[] {
  const groups = new Map<string, { id: string; verdict: Verdict; cells: number }>();
  for (const change of changes) {
    const { verdict } = change;
    const { came, went } = idsOfChange(change);
    for (const id of new Set([...came, ...went])) {
      const key = `${id} ${verdict}`;
      const group = groups.get(key);
      groups.set(key, { id, verdict, cells: (group?.cells ?? 0) + 1 });
    }
  }
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}
