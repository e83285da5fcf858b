import type { CandidateComparison } from '../../breaks/comparison/candidate.ts';
import { type CellPair, type Chosen, stepsOf } from '../../breaks/smoke/plan-smoke.ts';
import { compareTimes, type TimedStep, type WorkTimes } from '../../breaks/smoke/times.ts';
import { type Plan, planPart, type StepInstance } from '../../cases/plan-cells.ts';
import type { CostOfStep } from '../../cases/shard.ts';
import { parseToolchain, printCell } from '../../model/ids.ts';
import type { Tool } from '../../model/tools.ts';
import type { Executed } from '../run/execute.ts';

/** How many pairs of cells are executed in turn, and how often each. */
const MOST_PAIRS = 5;
const ROUNDS = 3;

/** What times are measured with. */
export interface Timing {
  readonly tool: Tool;
  readonly chosen: Chosen;
  readonly plan: Plan;
  readonly executed: Executed;
  readonly costOf: CostOfStep;
  readonly note: (line: string) => void;
}

/**
 * Executes some pairs of cells that pass with both versions in turn, alone on the machine as far as it is up to emrift, and
 * says how their times compare. None where no time is left for a pair.
 */
export async function timePairs(compared: CandidateComparison, timing: Timing): Promise<readonly WorkTimes[]> {
  const pairs = choosePairs(compared, timing);
  if (pairs.length === 0) return [];
  timing.note(
    `running ${pairs.length === 1 ? 'a pair of cells' : `${pairs.length} pairs of cells`} in turn, to compare times`,
  );
  const steps: TimedStep[] = [];
  for (const pair of pairs) {
    const [old, now] = [new Map<string, number[]>(), new Map<string, number[]>()];
    for (let round = 0; round < ROUNDS; round++) {
      await timeCell(pair.old.name, old, timing);
      await timeCell(pair.now.name, now, timing);
    }
    const keys = new Set(pair.now.steps.map(({ key }) => key));
    for (const instance of timing.plan.instances.filter(({ key }) => keys.has(key))) {
      const step = instance.step.name;
      const [before, after] = [old.get(step), now.get(step)];
      const work = workOf(instance, timing.tool);
      if (before && after && before.length === after.length && work) {
        steps.push({ case: pair.now.case, step, work, old: before, now: after });
      }
    }
  }
  return compareTimes(steps);
}

/** The first pairs of the plan that pass with both and for which there is time, of each case one. */
function choosePairs({ now, old }: CandidateComparison, { chosen, costOf, executed }: Timing): readonly CellPair[] {
  const passing = (cells: CandidateComparison['now']['cells']) =>
    new Set(cells.filter(({ status }) => status === 'pass').map(printCell));
  // Both sides have the candidate's names.
  const [after, before] = [passing(now.cells), passing(old.cells)];
  const pairs = new Map<string, CellPair>();
  let left = executed.leftMs ?? Number.POSITIVE_INFINITY;
  for (const pair of chosen.tasks.flatMap((task) => task.pairs)) {
    if (pairs.size === MOST_PAIRS) break;
    if (pairs.has(pair.now.case) || !after.has(pair.now.name) || !before.has(pair.now.name)) continue;
    const cost =
      ROUNDS * [...stepsOf({ pairs: [pair] }).values()].reduce((sum, [name, step]) => sum + costOf(name, step), 0);
    if (cost > left) continue;
    left -= cost;
    pairs.set(pair.now.case, pair);
  }
  return [...pairs.values()];
}

async function timeCell(name: string, times: Map<string, number[]>, { plan, executed }: Timing): Promise<void> {
  await executed.again(planPart(plan, new Set([name])), false, (event) => {
    if (event.kind !== 'step' || !event.usage) return;
    const { name: step } = event.instance.step;
    times.set(step, [...(times.get(step) ?? []), event.usage.cpuMs]);
  });
}

/** What a step does with a tool; null where neither it nor what it needs has to do with it. */
function workOf({ step, on }: StepInstance, tool: Tool): TimedStep['work'] | null {
  const isOwn = (role: string) => parseToolchain(on[role] ?? '')?.tool === tool;
  if (step.uses.some(isOwn)) return 'compiling';
  return step.axes.some(isOwn) ? 'running' : null;
}
