import type { CostOfStep } from '../../cases/shard.ts';
import { createPrinter } from '../../model/ids.ts';
import type { Results } from '../../model/results.ts';
import type { Tool } from '../../model/tools.ts';
import type { VersionStep } from '../comparison/counterpart.ts';
import type { KnownBreak } from '../knowledge/knowledge.ts';
import { findDiffering } from './differing.ts';
import { cellsOf, chooseWithin, type PlannedCell, planSmoke } from './plan-smoke.ts';
import { neighboursIn } from './reasons.ts';

/** What a smoke check of a version would have seen, by results that have everything. */
export interface Replayed {
  readonly versions: VersionStep;
  /** Cases whose outcome differs between the two versions in some cell. */
  readonly differing: readonly string[];
  /** Those of them of which a chosen cell differs. */
  readonly seen: readonly string[];
  readonly missed: readonly string[];
  /** How many cells are chosen, of how many. */
  readonly cells: number;
  readonly allCells: number;
  /** Milliseconds of CPU time by recorded costs: of what is chosen, and of all. */
  readonly costMs: number;
  readonly allCostMs: number;
}

/**
 * Plans a smoke check for each tested version of a tool but the oldest, as on the day before its results were there, and
 * says which of the cases that differ it would have seen. `budgetMs`: CPU time; null for no budget.
 */
export function replaySmoke(
  results: Results,
  tool: Tool,
  { knowledge, costOf, budgetMs }: ReplayOptions,
): readonly Replayed[] {
  const steps = neighboursIn(results, tool);
  return steps.map((versions, at) => {
    const later = steps.slice(at + 1).map(({ candidate }) => candidate);
    const known = forget(results, new Set([versions.candidate, ...later]));
    const cells = plannedIn(forget(results, new Set(later)));
    const tasks = planSmoke({ tool, versions, cells, results: known, knowledge, costOf });
    const chosen = chooseWithin(tasks, budgetMs, costOf);
    const names = cellsOf(chosen.tasks);
    const all = chooseWithin(tasks, null, costOf);
    const differing = findDiffering(results, versions);
    const cases = new Set(differing.values());
    const seen = new Set([...differing].filter(([name]) => names.has(name)).map(([, name]) => name));
    return {
      versions,
      differing: [...cases].sort(),
      seen: [...seen].sort(),
      missed: [...cases].filter((name) => !seen.has(name)).sort(),
      cells: names.size,
      allCells: cellsOf(all.tasks).size,
      costMs: chosen.costMs,
      allCostMs: all.costMs,
    };
  });
}

/**
 * Results of the cases that a smoke check has, without the samples of claims. `nightly`: also those of the nightly profile;
 * false: those of the default one.
 */
export function withCases(results: Results, nightly: boolean): Results {
  const names = new Set(
    results.cases
      .filter(({ tags }) => !tags.includes('claim') && (nightly || !tags.includes('nightly')))
      .map(({ name }) => name),
  );
  return { ...results, cells: results.cells.filter((cell) => names.has(cell.case)) };
}

/** What a replay goes by, beside the results. */
export interface ReplayOptions {
  readonly knowledge: readonly KnownBreak[];
  readonly costOf: CostOfStep;
  readonly budgetMs: number | null;
}

/** Results without some toolchains. */
function forget(results: Results, ids: ReadonlySet<string>): Results {
  return {
    ...results,
    toolchains: results.toolchains.filter(({ id }) => !ids.has(id)),
    cells: results.cells.filter(({ on }) => !Object.values(on).some((id) => ids.has(id))),
  };
}

/** The cells of results as a plan has them. */
function plannedIn({ cases, cells }: Results): readonly PlannedCell[] {
  const print = createPrinter();
  const entries = new Map(cases.map((entry) => [entry.name, entry]));
  return cells.map(({ case: name, on }) => ({
    name: `${name}@${print(on)}`,
    case: name,
    on,
    steps: (entries.get(name)?.steps ?? []).map((step) => ({
      key: `${name}/${step.name}@${print(on, step.axes)}`,
      step,
    })),
  }));
}
