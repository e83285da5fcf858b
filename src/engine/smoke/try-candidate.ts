import { join } from 'node:path';
import { CANDIDATE_SCHEMA, type CandidateRun, compareCandidate } from '../../breaks/comparison/candidate.ts';
import { findInconsistentReruns } from '../../breaks/comparison/inconsistent-reruns.ts';
import type { KnownBreak } from '../../breaks/knowledge/knowledge.ts';
import { describeCase } from '../../cases/describe.ts';
import { type Plan, planPart } from '../../cases/plan-cells.ts';
import { writeCandidate } from '../../catalogue/candidate-files.ts';
import { readCatalogueInput, writePages } from '../../catalogue/catalogue-files.ts';
import { draftCatalogue } from '../../catalogue/draft.ts';
import { loadKnowledge } from '../../catalogue/load-knowledge.ts';
import { readResults } from '../../catalogue/results-file.ts';
import { printCell } from '../../model/ids.ts';
import type { StepState } from '../../model/record.ts';
import type { Results } from '../../model/results.ts';
import { candidatePath, renderCandidatePage } from '../../reports/markdown/candidate-page.ts';
import { announceDownloads } from '../../toolchains/ensure.ts';
import { needConfirming } from '../run/confirm.ts';
import type { Executed } from '../run/execute.ts';
import { type ExecutionContext, executeIn } from '../run/open-run.ts';
import { describeToolchains, makeResults } from '../run/results.ts';
import { isUndecided } from '../run/undecided.ts';
import type { Choice, SmokeContext } from './choose.ts';
import { planCandidate } from './plan-candidate.ts';

/** What a candidate came to. */
export interface TriedCandidate {
  readonly run: CandidateRun;
  readonly compared: ReturnType<typeof compareCandidate>;
  readonly knowledge: readonly KnownBreak[];
  /** Whether some cell has no verdict; false: all have one. */
  readonly isUndecided: boolean;
}

/**
 * Tries a version and the one it is compared with on a few pairs, and writes its page. Throws `InfrastructureError` where
 * one of the two cannot be had.
 */
export async function tryCandidate(
  choice: Choice,
  context: SmokeContext,
  execution: ExecutionContext,
): Promise<TriedCandidate> {
  const { run: opened, cases, out } = context;
  const { settings, project, session } = opened;
  const { columns, plan, candidate, against, before, toolchains, downloads } = await planCandidate(choice, context);
  await announceDownloads(session.store, downloads, settings.note);
  const entries = cases.map(describeCase);
  const executed = await executeIn(execution, { plan, cases: entries, columns, lock: toolchains.lock });
  for (const [id, reason] of executed.unavailable) settings.note(`${id}: ${reason}`);
  const knowledge = loadKnowledge(project.knowledge);
  const had = describeToolchains(columns, executed.toolchains);
  const read: ReadPart = (part, states) => makeResults(part, states, had, entries, knowledge);
  const results = read(plan, executed.states);
  const { tool } = choice;
  const first: CandidateRun = { schema: CANDIDATE_SCHEMA, tool, candidate, against, before, flaky: [], results };
  const run = await confirmCandidate(first, { plan, executed, read, note: settings.note });
  publishCandidate(out, run, knowledge);
  const compared = compareCandidate(run);
  return { run, compared, knowledge, isUndecided: isUndecided(run.results, executed.unavailable) };
}

type ReadPart = (part: Plan, states: ReadonlyMap<string, StepState>) => Results;

/**
 * Executes cells that are not as they are with the older version once more, on both sides; where one of the two disagrees
 * with itself the cell is flaky.
 */
async function confirmCandidate(
  run: CandidateRun,
  { plan, executed, read, note }: { plan: Plan; executed: Executed; read: ReadPart; note: (line: string) => void },
): Promise<CandidateRun> {
  const { comparison, nameOf } = compareCandidate(run);
  const suspects = [...needConfirming(comparison.changes)];
  if (suspects.length === 0) return run;
  note(
    `running ${suspects.length === 1 ? 'a cell' : `${suspects.length} cells`} again on both sides, to confirm changed results`,
  );
  const names = new Set([...suspects, ...suspects.map(nameOf)]);
  const part = planPart(plan, names);
  const again = read(part, await executed.again(part, true));
  const first = { ...run.results, cells: run.results.cells.filter((cell) => names.has(printCell(cell))) };
  return { ...run, flaky: [...findInconsistentReruns(first, again)].sort() };
}

/** Writes a candidate's file and the pages: its own alone where the folder has no results. */
function publishCandidate(out: string, run: CandidateRun, knowledge: readonly KnownBreak[]): void {
  const draft = draftCatalogue(out);
  writeCandidate(draft, run);
  const results = readResults(join(out, 'results.json'));
  if (results) writePages(draft, readCatalogueInput(draft, results, knowledge));
  else draft.write(candidatePath(run), renderCandidatePage(run, { knowledge }));
  draft.publish();
}
