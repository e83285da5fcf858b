import { join } from 'node:path';
import { CANDIDATE_SCHEMA, type CandidateRun, compareCandidate } from '../../breaks/comparison/candidate.ts';
import { findInconsistentReruns } from '../../breaks/comparison/inconsistent-reruns.ts';
import type { KnownBreak } from '../../breaks/knowledge/knowledge.ts';
import type { CellPair, PlannedCell } from '../../breaks/smoke/plan-smoke.ts';
import type { WorkTimes } from '../../breaks/smoke/times.ts';
import { listUnreached } from '../../breaks/smoke/unreached.ts';
import { describeCase } from '../../cases/describe.ts';
import { type Plan, planPart } from '../../cases/plan-cells.ts';
import { writeCandidate } from '../../catalogue/candidate-files.ts';
import { readCatalogueInput, type Shipped } from '../../catalogue/catalogue-files.ts';
import { writePages } from '../../catalogue/catalogue-pages.ts';
import { draftCatalogue } from '../../catalogue/draft.ts';
import { readResults } from '../../catalogue/results-file.ts';
import { printCell } from '../../model/ids.ts';
import type { StepState } from '../../model/record.ts';
import type { Results } from '../../model/results.ts';
import { describeUnavailable } from '../../model/toolchain.ts';
import { candidatePath, renderCandidatePage } from '../../reports/markdown/candidate-page.ts';
import { announceDownloads } from '../../toolchains/ensure.ts';
import { needConfirming } from '../run/confirm.ts';
import type { Executed } from '../run/execute.ts';
import { type ExecutionContext, executeIn } from '../run/open-run.ts';
import type { RecordedFrom } from '../run/record-abis.ts';
import { reportAgain } from '../run/report-again.ts';
import { describeToolchains, makeResults } from '../run/results.ts';
import { isUndecided } from '../run/undecided.ts';
import type { Choice, SmokeContext } from './choose.ts';
import { gatherSizes, gatherSymbols } from './gather-built.ts';
import { type CandidatePlan, planCandidate } from './plan-candidate.ts';
import { timePairs } from './time-pairs.ts';

/** What a candidate came to. */
export interface TriedCandidate {
  readonly run: CandidateRun;
  readonly compared: ReturnType<typeof compareCandidate>;
  readonly knowledge: readonly KnownBreak[];
  /** How long compiling and running take; none where no time was left to measure it. */
  readonly times: readonly WorkTimes[];
  /** Whether its page was written; false where no cell was decided, which leaves an earlier page as it was. */
  readonly isPublished: boolean;
  /** Whether some cell that was tried has no verdict, or none was tried; false: all have one. */
  readonly isUndecided: boolean;
}

/**
 * Tries a version and the one it is compared with, as far as the budget goes, and writes its page. Throws
 * `InfrastructureError` where one of the two cannot be had.
 */
export async function tryCandidate(
  choice: Choice,
  context: SmokeContext,
  execution: ExecutionContext,
): Promise<TriedCandidate> {
  const { cases, out, budgetMs, known } = context;
  const { settings, session } = context.run;
  const planned = await planCandidate(choice, context);
  const { plan, columns, turns, toolchains, downloads } = planned;
  await announceDownloads(session.store, downloads, settings.note);
  const entries = cases.map(describeCase);
  const turnOf = ({ key }: { readonly key: string }) => turns.get(key) ?? 0;
  const executable = { plan, cases: entries, columns, lock: toolchains.lock, turnOf, budgetMs };
  const executed = await executeIn(execution, executable);
  for (const [id, reason] of executed.unavailable) settings.note(describeUnavailable(id, reason));
  const had = describeToolchains(columns, executed.toolchains);
  const { knowledge } = known;
  const read: ReadPart = (part, states) => makeResults(part, states, had, entries, knowledge);
  const { blobs, memos } = context.run;
  const recorded = { plan, states: executed.states, toolchains: executed.toolchains, blobs, memos };
  const first = describeTried(planned, read, recorded);
  const run = await confirmCandidate(first, { plan, executed, read, settings });
  const isNothing = run.results.cells.every(({ status }) => status === 'infra');
  // An earlier page says more than one on which nothing was decided.
  if (!isNothing) publishCandidate(out, run, known);
  const compared = compareCandidate(run);
  const timing = { tool: choice.tool, chosen: planned.chosen, plan, executed, costOf: context.costOf };
  const times = await timePairs(compared, { ...timing, note: settings.note });
  return {
    run,
    compared,
    knowledge,
    times,
    isPublished: !isNothing,
    isUndecided: isNothing || isUndecided(run.results, executed.unavailable),
  };
}

type ReadPart = (part: Plan, states: ReadonlyMap<string, StepState>) => Results;

/** What was found, and what was not reached. */
function describeTried(
  { choice, versions, chosen }: CandidatePlan,
  read: ReadPart,
  recorded: RecordedFrom,
): CandidateRun {
  const { plan, states } = recorded;
  const isDone = ({ steps }: PlannedCell) => steps.every(({ key }) => states.has(key));
  // One side alone says nothing.
  const isTried = ({ now, old }: CellPair) => isDone(now) && isDone(old);
  const pairs = chosen.tasks.flatMap((task) => task.pairs.filter(isTried));
  const paired = new Set(pairs.flatMap(({ now, old }) => [now.name, old.name]));
  return {
    schema: CANDIDATE_SCHEMA,
    tool: choice.tool,
    ...versions,
    flaky: [],
    unreached: listUnreached([...chosen.tasks, ...chosen.left], isTried),
    sizes: gatherSizes(pairs, states),
    symbols: gatherSymbols(versions, recorded),
    results: read(planPart(plan, paired), states),
  };
}

interface ConfirmContext {
  readonly plan: Plan;
  readonly executed: Executed;
  readonly read: ReadPart;
  readonly settings: SmokeContext['run']['settings'];
}

/**
 * Executes cells that are not as they are with the older version once more, on both sides; where one of the two disagrees
 * with itself the cell is flaky.
 */
async function confirmCandidate(
  run: CandidateRun,
  { plan, executed, read, settings }: ConfirmContext,
): Promise<CandidateRun> {
  const { comparison, formerOf } = compareCandidate(run);
  const suspects = [...needConfirming(comparison.changes)];
  if (suspects.length === 0) return run;
  settings.note(
    `running ${suspects.length === 1 ? 'a cell' : `${suspects.length} cells`} again on both sides, to confirm changed results`,
  );
  const names = new Set([...suspects, ...suspects.flatMap((cell) => formerOf(cell) ?? [])]);
  const part = planPart(plan, names);
  const again = read(part, await executed.again(part, true, reportAgain(part, settings)));
  const first = { ...run.results, cells: run.results.cells.filter((cell) => names.has(printCell(cell))) };
  return { ...run, flaky: [...findInconsistentReruns(first, again)].sort() };
}

/** Writes a candidate's file and the pages: its own alone where the folder has no results. */
function publishCandidate(out: string, run: CandidateRun, shipped: Shipped): void {
  const draft = draftCatalogue(out);
  writeCandidate(draft, run);
  const results = readResults(join(out, 'results.json'));
  if (results) writePages(draft, readCatalogueInput(draft, results, shipped));
  else draft.write(candidatePath(run), renderCandidatePage(run, shipped));
  draft.publish();
}
