import type { VersionStep } from '../../breaks/comparison/counterpart.ts';
import {
  type Chosen,
  cellsOf,
  chooseWithin,
  planSmoke,
  type SmokeTask,
  stepsOf,
} from '../../breaks/smoke/plan-smoke.ts';
import { type Plan, planCells, planPart } from '../../cases/plan-cells.ts';
import { selectAxes } from '../../matrix/axes.ts';
import {
  type Column,
  countDownloads,
  type Downloads,
  idsByTool,
  planToolchains,
} from '../../toolchains/plan-toolchains.ts';
import type { Choice, SmokeContext } from './choose.ts';
import { axesFor, findVersions, partnersFor } from './columns.ts';

/** What trying a candidate would do. */
export interface CandidatePlan {
  readonly choice: Choice;
  readonly versions: VersionStep;
  /** What is tried, in which order, and what is not for the sake of the budget. */
  readonly chosen: Chosen;
  readonly plan: Plan;
  /** Key of a step → the place of the first task that needs it. */
  readonly turns: ReadonlyMap<string, number>;
  /** The toolchains that the plan uses. */
  readonly columns: readonly Column[];
  readonly toolchains: Awaited<ReturnType<typeof planToolchains>>;
  /** What has to be fetched for it. */
  readonly downloads: Downloads;
}

/**
 * Settles the toolchains and chooses cells for a candidate; nothing is installed. Throws `InfrastructureError` where one of
 * the two versions cannot be had.
 */
export async function planCandidate(choice: Choice, context: SmokeContext): Promise<CandidatePlan> {
  const { run, noteSource, budgetMs, profile, known, costOf } = context;
  const { files, session, settings } = run;
  const { tool } = choice;
  const cases = context.cases.filter((probe) => probe.roles.some((role) => role.tool === tool));
  const axes = axesFor(selectAxes(files.matrix, profile, {}).axes, choice, cases);
  const toolchains = await planToolchains(axes, files.lock, session.store, session.sources);
  for (const line of toolchains.lines) noteSource(line);
  const versions = findVersions(toolchains.columns, choice);
  const columns = partnersFor(toolchains.columns, choice, noteSource);
  const all = planCells(cases, idsByTool(columns));
  const tasks = planSmoke({ tool, versions, cells: all.cells, ...known, costOf });
  const chosen = chooseWithin(tasks, budgetMs === null ? null : budgetMs * settings.jobs, costOf);
  const { plan, turns } = planOf(chosen.tasks, all);
  const used = new Set(plan.cells.flatMap(({ on }) => Object.values(on)));
  const own = columns.filter(({ id }) => id !== null && used.has(id));
  const before = versions.before !== null && used.has(versions.before) ? versions.before : null;
  return {
    choice,
    versions: { ...versions, before },
    chosen,
    plan,
    turns,
    columns: own,
    toolchains,
    downloads: countDownloads(own, session.store.platform),
  };
}

/** The cells of tasks without their workarounds, and the turn of each step. */
function planOf(tasks: readonly SmokeTask[], all: Plan): Pick<CandidatePlan, 'plan' | 'turns'> {
  const turns = new Map<string, number>();
  for (const [turn, task] of tasks.entries()) {
    for (const key of stepsOf(task).keys()) if (!turns.has(key)) turns.set(key, turn);
  }
  return { plan: planPart(all, cellsOf(tasks)), turns };
}
