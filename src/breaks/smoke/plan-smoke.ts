import type { CellPlan } from '../../cases/plan-cells.ts';
import type { CostOfStep } from '../../cases/shard.ts';
import { groupBy } from '../../model/group.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { Tool } from '../../model/tools.ts';
import { makeFindFormer, type VersionStep } from '../comparison/counterpart.ts';
import { findReasons, type KnownBefore, type Reason } from './reasons.ts';
import { ringsOf } from './rings.ts';

/** A cell as far as a smoke check plans it: its name, its combination and the steps that decide it. */
export type PlannedCell = Pick<CellPlan, 'name' | 'case' | 'on' | 'steps'>;

/** A cell of the candidate's, and the one with the older version that it is compared with. */
export interface CellPair {
  readonly now: PlannedCell;
  readonly old: PlannedCell;
}

/** What is tried together: a case with the candidate and with the version before it, at one distance from the newest. */
export interface SmokeTask {
  readonly case: string;
  /** 0: with the newest partners and hosts; the higher, the older they are. */
  readonly ring: number;
  readonly reason: Reason;
  readonly pairs: readonly CellPair[];
  /** Milliseconds of CPU time of all their steps, by earlier runs. */
  readonly costMs: number;
}

/** What a smoke check is planned from. */
export interface SmokeInput extends KnownBefore {
  readonly tool: Tool;
  readonly versions: VersionStep;
  /** Every cell that there could be: all cases on all combinations. */
  readonly cells: readonly PlannedCell[];
  readonly costOf: CostOfStep;
}

/**
 * All that a candidate can be tried on, in the order in which it is: the newest partners and hosts before older ones; among
 * these the cases that changed along this tool's versions, then those with something documented near the candidate, then
 * all others; the cheap before the dear. Cells without a counterpart of the older version say nothing and are left out.
 */
export function planSmoke(input: SmokeInput): readonly SmokeTask[] {
  const { tool, versions, cells, costOf } = input;
  const findFormer = makeFindFormer(cells, versions);
  const pairs = cells.flatMap((now): CellPair[] => {
    if (!Object.values(now.on).includes(versions.candidate)) return [];
    const old = findFormer(now);
    return old ? [{ now, old }] : [];
  });
  const reasons = findReasons(tool, versions, input);
  const tasks = [...groupBy(pairs, ({ now }) => now.case)].flatMap(([name, own]) => {
    const rings = ringsOf(
      own.map(({ now }) => now),
      tool,
      versions,
    );
    const reason = reasons.get(name) ?? { kind: 'steady' as const };
    return [...groupBy(own, ({ now }) => rings.get(now)!)].map(([ring, group]): SmokeTask => {
      const costMs = costOfSteps(stepsOf({ pairs: group }), costOf);
      return { case: name, ring, reason, pairs: group, costMs };
    });
  });
  return tasks.sort(compareTasks);
}

const PLACES: Readonly<Record<Reason['kind'], number>> = { changed: 0, documented: 1, steady: 2 };

function compareTasks(a: SmokeTask, b: SmokeTask): number {
  return (
    a.ring - b.ring ||
    PLACES[a.reason.kind] - PLACES[b.reason.kind] ||
    a.costMs - b.costMs ||
    byCodeUnit(a.case, b.case)
  );
}

/** What of a plan is done, what is not, and what the first costs. */
export interface Chosen {
  /** Each costs what no task before it has paid for. */
  readonly tasks: readonly SmokeTask[];
  /** What is not tried, for the sake of the budget. */
  readonly left: readonly SmokeTask[];
  /** Milliseconds of CPU time, steps that several tasks share counted once. */
  readonly costMs: number;
}

/**
 * As many tasks as a budget of CPU time in milliseconds has room for, in their order; one that is too dear is passed over
 * for cheaper ones after it. Without a budget, all.
 */
export function chooseWithin(tasks: readonly SmokeTask[], budgetMs: number | null, costOf: CostOfStep): Chosen {
  const steps = new Set<string>();
  const chosen: SmokeTask[] = [];
  const left: SmokeTask[] = [];
  let costMs = 0;
  for (const task of tasks) {
    const own = new Map([...stepsOf(task)].filter(([key]) => !steps.has(key)));
    const cost = costOfSteps(own, costOf);
    if (budgetMs !== null && costMs + cost > budgetMs) {
      left.push(task);
      continue;
    }
    for (const key of own.keys()) steps.add(key);
    costMs += cost;
    chosen.push({ ...task, costMs: cost });
  }
  return { tasks: chosen, left, costMs };
}

/** The names of all cells of tasks, those of the older version too. */
export function cellsOf(tasks: readonly SmokeTask[]): ReadonlySet<string> {
  return new Set(tasks.flatMap(({ pairs }) => pairs.flatMap(({ now, old }) => [now.name, old.name])));
}

/** The steps of a task by key, each once: its case and name. */
export function stepsOf({ pairs }: Pick<SmokeTask, 'pairs'>): ReadonlyMap<string, readonly [string, string]> {
  const steps = pairs.flatMap(({ now, old }) =>
    [...now.steps, ...old.steps].map(({ key, step }) => [key, [now.case, step.name]] as const),
  );
  return new Map(steps);
}

function costOfSteps(steps: ReadonlyMap<string, readonly [string, string]>, costOf: CostOfStep): number {
  let sum = 0;
  for (const [name, step] of steps.values()) sum += costOf(name, step);
  return sum;
}
