import { describeCase } from '../../cases/describe.ts';
import { type Plan, planPart, planShare } from '../../cases/plan-cells.ts';
import { type Shard, shardCells } from '../../cases/shard.ts';
import { loadShipped } from '../../catalogue/load-knowledge.ts';
import { checkOut, openOut } from '../../catalogue/open-out.ts';
import { ProblemInInput } from '../../model/errors.ts';
import type { StepState } from '../../model/record.ts';
import type { Results } from '../../model/results.ts';
import { announceDownloads } from '../../toolchains/ensure.ts';
import { planToolchains, type ToolchainPlan } from '../../toolchains/plan-toolchains.ts';
import { loadClaims } from '../project/load-claims.ts';
import { findNewestKnown } from './ask-sources.ts';
import { confirmChanges } from './confirm.ts';
import type { Executed } from './execute.ts';
import { type Finished, finishRun } from './finish.ts';
import { finishShard } from './finish-shard.ts';
import { measureWhile } from './locked-noise.ts';
import { measureNoise, type Noise } from './noise.ts';
import { executeIn, openExecution, type RunContext } from './open-run.ts';
import { type Asked, describeCoverage, planRun, readAsked, type Wanted } from './plan-run.ts';
import { recordAbis } from './record-abis.ts';
import { recordLinks } from './record-links.ts';
import { type CostsIn, costsIn } from './recorded-costs.ts';
import { reportAgain } from './report-again.ts';
import { describeToolchains, makeResults } from './results.ts';
import { writeLock } from './session.ts';
import { journalFile } from './share.ts';
import { isUndecided } from './undecided.ts';

/** What a run is asked for. */
export interface RunOrder extends Wanted {
  /** The folder of the catalogue. */
  readonly out: string;
  readonly baseline: string | undefined;
  /** The part of the plan that is executed; null for all of it. */
  readonly shard: Shard | null;
  /** Where a shard leaves its journal; by default a file named after it. */
  readonly journal: string | undefined;
  /** Whether it is only said what would be done; false: it is done. */
  readonly dryRun: boolean;
}

/** What became of it: a plan that was not carried out, a shard's journal, or a catalogue. */
export type RunOutcome =
  | { readonly kind: 'planned'; readonly plan: Plan; readonly toolchains: ToolchainPlan }
  | (ShardOutcome & { readonly kind: 'shard'; readonly isUndecided: boolean })
  | {
      readonly kind: 'finished';
      readonly finished: Finished;
      readonly executed: Executed;
      readonly noise: Noise | null;
      /** Whether sources were asked for newer releases; false: the lock was enough. */
      readonly asksSources: boolean;
      readonly isUndecided: boolean;
    };

/** What a shard did of which whole. */
export interface ShardOutcome {
  readonly shard: Shard;
  readonly plan: Plan;
  readonly whole: Plan;
  readonly found: Results;
  readonly executed: Executed;
  readonly flaky: ReadonlySet<string>;
}

/**
 * Resolves versions, executes the cases on them and brings what was found into the catalogue, or into the journal of a
 * shard. Throws `ProblemInInput` and `InfrastructureError`, and what the signal aborts with.
 */
export async function performRun(context: RunContext, order: RunOrder): Promise<RunOutcome> {
  const { settings, project, files, session, blobs, memos } = context;
  const { note } = settings;
  const { out, baseline, shard } = order;
  const claims = loadClaims(context.casesRoot, context.cases);
  const asked = readAsked(files.matrix, context.cases, order);
  const execution = await openExecution(context);
  // A shard leaves a journal and no catalogue.
  if (!shard) (order.dryRun ? checkOut : openOut)(out);
  const costs = costsIn(out);
  const shipped = loadShipped(project.knowledge);
  const { knowledge } = shipped;
  const planOrdered = () => planOrder(context, order, asked, costs);
  const [{ toolchains, whole, plan }, lockedNoise] =
    order.dryRun || shard
      ? [await planOrdered(), null]
      : await measureWhile({ context, execution, asked, knowledge }, planOrdered);
  if (order.dryRun) return { kind: 'planned', plan, toolchains };
  await announceDownloads(session.store, toolchains.downloads, note);
  const { columns, lock } = toolchains;
  const cases = asked.cases.map(describeCase);
  // Another folder's cases may have been run into the same catalogue.
  const coverage = describeCoverage(asked, columns, settings.cases === undefined ? context.cases : null);
  const nightly = order.profile === 'nightly';
  const share = shard && { shard, whole, coverage, claims, nightly, file: journalFile(order, shard) };
  const executed = await executeIn(execution, { plan, cases, columns, lock, costs, ...(share && { share }) });
  const unlocked = writeLock(files.lockPath, executed.lock);
  if (unlocked) note(unlocked);
  const had = describeToolchains(columns, executed.toolchains);
  const read = (part: Plan, states: ReadonlyMap<string, StepState>) => makeResults(part, states, had, cases, knowledge);
  const found = read(plan, executed.states);
  const now = new Date();
  const countAgain = (part: Plan) => reportAgain(part, settings);
  const sample = { whole, plan, size: asked.sample, now, note };
  const executeAgain = (part: Plan) => executed.again(part, false, countAgain(part));
  const noise = lockedNoise ?? (await measureNoise(sample, executeAgain, read));
  const again = async (names: ReadonlySet<string>) => {
    note(`running ${names.size} ${names.size === 1 ? 'cell' : 'cells'} again, to confirm changed results`);
    const part = planPart(plan, names);
    const states = await executed.again(part, true, countAgain(part));
    return { results: read(part, states), states };
  };
  const abis = recordAbis({ plan, states: executed.states, toolchains: executed.toolchains, blobs, memos });
  const links = recordLinks(plan, executed.states);
  const known = asked.asksSources ? await findNewestKnown(asked.axes, session.sources) : {};
  const undecided = isUndecided(found, executed.unavailable, columns);
  if (shard) {
    const end = { plan, found, toolchains: had, abis, links, noise, known, knowledge, out, baseline, again };
    const flaky = await finishShard(executed, end);
    return { kind: 'shard', shard, plan, whole, found, executed, flaky, isUndecided: undecided };
  }
  const { fresh } = settings;
  const confirming = {
    again: async (names: ReadonlySet<string>) => (await again(names)).results,
    memos,
    fresh,
    knowledge,
  };
  const finished = await finishRun(found, {
    out,
    baseline,
    abis,
    links,
    shipped,
    claims,
    silences: files.matrix.silences,
    now,
    noise,
    costs: executed.costs,
    confirm: (results, comparison) => confirmChanges(results, comparison, confirming),
    coverage,
    known,
    nightly,
    memos,
  });
  const { asksSources } = asked;
  return { kind: 'finished', finished, executed, noise, asksSources, isUndecided: undecided };
}

/** Resolves the versions, and says of which cells the run consists: all of them, and those of the shard. */
async function planOrder({ settings, files, session }: RunContext, order: RunOrder, asked: Asked, costs: CostsIn) {
  const { shard, locked } = order;
  const toolchains = await planToolchains(asked.axes, files.lock, session.store, session.sources, {
    update: asked.update,
    locked,
  });
  for (const line of toolchains.lines) settings.note(line);
  const whole = planRun(asked, toolchains);
  if (whole.cells.length === 0) throw nothingToDo(asked);
  const plan = shard ? planShare(whole, shardCells(whole, shard, costs.ofStep)) : whole;
  return { toolchains, whole, plan };
}

function nothingToDo(asked: Asked): ProblemInInput {
  const names = asked.cases.map((probe) => probe.name).join(', ');
  return new ProblemInInput(`no cell to run: none of ${names} applies to these versions`, {
    hint: '`emrift cases show` lists the versions to which a case applies',
  });
}
