import type { Unreached } from '../../breaks/comparison/candidate.ts';
import type { VersionStep } from '../../breaks/comparison/counterpart.ts';
import { type Chosen, cellsOf, type SmokeTask } from '../../breaks/smoke/plan-smoke.ts';
import { cleanLine } from '../text/clean.ts';
import { countOf } from '../text/words.ts';
import { unreachedLines, whyTried } from '../words/smoke-words.ts';

/** What a smoke check would try, in its order, with why and what it costs, and what it would leave. */
export function printChosen(
  { candidate, against, before }: VersionStep,
  chosen: Chosen,
  unreached: readonly Unreached[],
  steps: number,
): string {
  const { tasks, costMs } = chosen;
  const cases = new Set(tasks.map((task) => task.case)).size;
  return [
    `${candidate} against ${against}: ${countOf(countCells(tasks), 'cell')} of ${countOf(cases, 'case')} in ${countOf(steps, 'step')}, ${seconds(costMs)} where none is stored`,
    ...(before === null ? [] : [`${before} lends what a neighbouring version has to give`]),
    ...tasks.flatMap((task) => [
      `  ${cleanLine(task.case)}: ${cleanLine(whyTried(task))} (${seconds(task.costMs)})`,
      ...namesOf(task).map((name) => `    ${cleanLine(name)}`),
    ]),
    ...unreachedLines(unreached, cleanLine),
  ].join('\n');
}

/** The same as `--json` prints it. */
export function describeChosen({ candidate, against, before }: VersionStep, { tasks, costMs }: Chosen, steps: number) {
  return {
    candidate,
    against,
    before,
    steps,
    cells: countCells(tasks),
    cpuMs: costMs,
    tasks: tasks.map((task) => ({
      case: task.case,
      ring: task.ring,
      reason: task.reason,
      why: whyTried(task),
      cells: namesOf(task),
      cpuMs: task.costMs,
    })),
  };
}

/** The cells of the candidate's, then those that they are compared with. */
function namesOf({ pairs }: SmokeTask): readonly string[] {
  return [...new Set([...pairs.map(({ now }) => now.name), ...pairs.map(({ old }) => old.name)])];
}

function countCells(tasks: readonly SmokeTask[]): number {
  return cellsOf(tasks).size;
}

function seconds(ms: number): string {
  return `about ${Math.max(1, Math.round(ms / 1000))} s of processor time`;
}
