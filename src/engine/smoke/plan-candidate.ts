import { selectAxes } from '../../matrix/axes.ts';
import type { ToolchainPlan } from '../../toolchains/plan-toolchains.ts';
import { countDownloads, type Downloads, planToolchains } from '../../toolchains/plan-toolchains.ts';
import { costsIn } from '../run/share.ts';
import type { Choice, SmokeContext } from './choose.ts';
import { axesFor, planSmoke, type SmokePlan } from './plan-smoke.ts';

/** What trying a candidate would do. */
export interface CandidatePlan extends SmokePlan {
  readonly choice: Choice;
  readonly toolchains: ToolchainPlan;
  /** What has to be fetched for it. */
  readonly downloads: Downloads;
}

/** Chooses toolchains and cells for a candidate; nothing is installed. Throws what `planSmoke` throws. */
export async function planCandidate(choice: Choice, { run, cases, noteSource }: SmokeContext): Promise<CandidatePlan> {
  const { files, session } = run;
  const axes = axesFor(selectAxes(files.matrix, 'default', {}).axes, choice, cases);
  const toolchains = await planToolchains(axes, files.lock, session.store, session.sources);
  for (const line of toolchains.lines) noteSource(line);
  const planned = planSmoke(toolchains.columns, cases, choice);
  return { ...planned, choice, toolchains, downloads: countDownloads(planned.columns, session.store.platform) };
}

/** The cells of one case in a plan, why it is tried, and what its steps take. */
export interface CaseCost {
  readonly case: string;
  /** The case's own question. */
  readonly title: string;
  readonly cells: readonly string[];
  readonly steps: number;
  /** Milliseconds of CPU time by the last recorded run; the average of all steps for a case that none has. */
  readonly cpuMs: number;
}

/** What a plan costs by case, in its order. Steps that an earlier run has executed cost nothing, which is not looked up. */
export function costsOf({ plan }: SmokePlan, out: string): readonly CaseCost[] {
  const costOf = costsIn(out);
  const byCase = new Map<string, { title: string; cells: string[]; steps: number }>();
  for (const { case: name, name: cell } of plan.cells) {
    const entry = byCase.get(name) ?? { title: '', cells: [], steps: 0 };
    byCase.set(name, entry);
    entry.cells.push(cell);
  }
  for (const { case: probe } of plan.instances.values()) {
    const entry = byCase.get(probe.name);
    if (!entry) continue;
    entry.title = probe.title;
    entry.steps++;
  }
  return [...byCase].map(([name, entry]) => ({ case: name, ...entry, cpuMs: entry.steps * costOf(name) }));
}
