import { CANDIDATE_SCHEMA, type CandidateRun, compareCandidate } from '../../breaks/comparison/candidate.ts';
import { findDisagreements } from '../../breaks/comparison/inconsistent-reruns.ts';
import type { KnownBreak } from '../../breaks/knowledge/knowledge.ts';
import type { Case } from '../../cases/case.ts';
import { describeCase } from '../../cases/describe.ts';
import { type Plan, planPart } from '../../cases/plan.ts';
import { needConfirming } from '../../engine/run/confirm.ts';
import type { Executed } from '../../engine/run/execute.ts';
import { describeToolchains, makeResults } from '../../engine/run/results.ts';
import type { Choice } from '../../engine/smoke/choose.ts';
import type { SmokePlan } from '../../engine/smoke/plan.ts';
import { printCell } from '../../model/ids.ts';
import type { StepState } from '../../model/record.ts';
import type { Results } from '../../model/results.ts';

/** What a smoke run is told from. */
export interface SmokeInput {
  readonly choice: Choice;
  readonly smoke: SmokePlan;
  readonly cases: readonly Case[];
  readonly knowledge: readonly KnownBreak[];
  readonly note: (line: string) => void;
}

/**
 * Turns what was executed into a candidate's file. Cells that are not as they are with the older version are executed once
 * more, on both sides; where one of the two disagrees with itself the cell is flaky.
 */
export async function tellCandidate(executed: Executed, input: SmokeInput): Promise<CandidateRun> {
  const { choice, smoke, cases, knowledge, note } = input;
  const entries = cases.map(describeCase);
  const toolchains = describeToolchains(smoke.columns, executed.toolchains);
  const read = (part: Plan, states: ReadonlyMap<string, StepState>): Results =>
    makeResults(part, states, toolchains, entries, knowledge);
  const run: CandidateRun = {
    schema: CANDIDATE_SCHEMA,
    tool: choice.tool,
    candidate: smoke.candidate,
    against: smoke.against,
    before: smoke.before,
    flaky: [],
    results: read(smoke.plan, executed.states),
  };
  const { comparison, nameOf } = compareCandidate(run);
  const suspects = [...needConfirming(comparison.changes)];
  if (suspects.length === 0) return run;
  note(`running ${suspects.length === 1 ? 'a cell' : `${suspects.length} cells`} again on both sides, for they differ`);
  const names = new Set([...suspects, ...suspects.map(nameOf)]);
  const again = read(planPart(smoke.plan, names), await executed.again(planPart(smoke.plan, names), true));
  const first = { ...run.results, cells: run.results.cells.filter((cell) => names.has(printCell(cell))) };
  return { ...run, flaky: [...findDisagreements(first, again)].sort() };
}
