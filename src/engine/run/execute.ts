import type { Plan } from '../../cases/plan-cells.ts';
import { printShard, type Shard } from '../../cases/shard.ts';
import { readStep } from '../../evidence/step.ts';
import type { Claim } from '../../model/claims.ts';
import { ProblemInInput } from '../../model/errors.ts';
import type { StepState } from '../../model/record.ts';
import type { CaseEntry } from '../../model/results.ts';
import type { Toolchain } from '../../model/toolchain.ts';
import { type ActionCache, NO_CACHE } from '../../run/action-cache.ts';
import { type EvidenceCache, NO_EVIDENCE_CACHE } from '../../run/evidence-cache.ts';
import { bubblewrapEntry, type Entry } from '../../run/executor/entry.ts';
import { createLocalExecutor, type LocalOptions } from '../../run/executor/local.ts';
import { noSandboxEntry } from '../../run/executor/no-sandbox.ts';
import { beginJournal, type Coverage, JOURNAL_SCHEMA, type Journal, type JournalHeader } from '../../run/journal.ts';
import type { KnownCosts } from '../../run/known-costs.ts';
import type { Acquired } from '../../run/mounts/acquired.ts';
import type { RunEvent, RunOptions } from '../../run/options.ts';
import { runPlan } from '../../run/run.ts';
import { NO_SHARED_CACHE } from '../../run/shared-cache.ts';
import type { Blobs } from '../../run/storage/blobs.ts';
import { sweepScratch } from '../../run/storage/scratch.ts';
import { createCacheWarmer } from '../../run/warm/cache-warmer.ts';
import { openIsolation } from '../../system/sandbox/isolation.ts';
import { ensureToolchain } from '../../toolchains/ensure.ts';
import { complete, type Lock } from '../../toolchains/lock/lock.ts';
import type { Column } from '../../toolchains/plan-toolchains.ts';
import type { Progress } from '../progress.ts';
import type { RemoteFigures } from '../remote-figures.ts';
import { openBudget } from './budget.ts';
import { costKey, countCosts, preparingKey } from './costs.ts';
import type { CostsIn } from './known-costs.ts';
import type { Remote } from './open-remote.ts';
import { createOutputReader } from './output-reader.ts';
import type { Session } from './session.ts';
import { stepsToKeep } from './steps-to-keep.ts';

/**
 * How commands are entered: in bubblewrap, or without isolation where the user says so. Throws `ProblemInInput` where
 * bubblewrap cannot isolate here.
 */
export async function chooseEntry(sandbox: boolean): Promise<Entry> {
  if (!sandbox) return noSandboxEntry;
  const state = await openIsolation();
  if (state.kind === 'ready') return bubblewrapEntry(state.isolation);
  throw new ProblemInInput(`steps cannot be isolated here: ${state.reason}`, {
    hint: `fix it with \`${state.fix}\`, or run without isolation with --no-sandbox`,
  });
}

/** What is executed. */
export interface Executable {
  readonly plan: Plan;
  readonly cases: readonly CaseEntry[];
  readonly columns: readonly Column[];
  readonly lock: Lock;
  /** Of the steps that are ready the one with the lowest number is begun. */
  readonly turnOf?: RunOptions['turnOf'];
  /** When nothing further is begun, see `openBudget`. */
  readonly budgetMs?: number | null;
  /** Where the plan is a part of another that several machines share. */
  readonly share?: Share;
  /** What earlier runs took; without it nothing is known. */
  readonly costs?: CostsIn;
}

/** What is executed, with what. */
export interface Execution extends Executable {
  readonly session: Session;
  readonly blobs: Blobs;
  readonly cache: ActionCache;
  readonly evidenceCache: EvidenceCache;
  /** Other machines that take part. */
  readonly remote: Remote;
  readonly entry: Entry;
  readonly jobs: number;
  /** Whether results of earlier runs are passed over; false: they are taken. */
  readonly fresh: boolean;
  readonly version: string;
  readonly progress: Progress;
  /** What is known of how long everything takes. */
  readonly known: KnownCosts;
  readonly signal: AbortSignal;
}

/** A part of a plan that several machines share: which, of what, and the journal that it leaves. */
export interface Share {
  readonly shard: Shard;
  readonly whole: Plan;
  readonly coverage: Coverage;
  readonly claims: readonly Claim[];
  /** Whether the run leaves a history line whatever it finds; false: only where something changed. */
  readonly nightly: boolean;
  readonly file: string;
}

/** What an execution found, and what it learned about toolchains on the way. */
export interface Executed {
  readonly states: ReadonlyMap<string, StepState>;
  readonly toolchains: ReadonlyMap<string, Toolchain>;
  readonly unavailable: ReadonlyMap<string, string>;
  readonly lock: Lock;
  readonly executedSteps: number;
  /** Steps whose result another machine shared. */
  readonly fetchedSteps: number;
  /** What other machines did; null where none took part. */
  readonly remote: RemoteFigures | null;
  /** Without its end where the plan is a share: what it comes to is added first. */
  readonly journal: Journal;
  /** What each step took on average, in milliseconds of CPU time, whether it was executed now or earlier; by `costKey`. */
  readonly costs: ReadonlyMap<string, number>;
  /**
   * Executes a part of the plan once more, no part of the journal. To confirm what it came to: what only made what a failed
   * step was given is taken as it is (`stepsToKeep`), and later runs find the new outcome in place of the first one. Else
   * whatever is known of it. `report` is told of what happens.
   */
  again(part: Plan, confirms: boolean, report?: RunOptions['report']): Promise<ReadonlyMap<string, StepState>>;
  /** Milliseconds of the budget that are left; null without one. */
  readonly leftMs: number | null;
}

/** Executes a plan and keeps its journal. Rejects when aborted; the action cache then has what was done. */
export async function executePlan(execution: Execution): Promise<Executed> {
  const { session, plan, blobs, entry, progress, signal, share, remote } = execution;
  const { store, sources } = session;
  const columns = new Map(execution.columns.flatMap((column) => (column.id ? [[column.id, column] as const] : [])));
  const toolchains = new Map<string, Toolchain>();
  const unavailable = new Map<string, string>();
  let { lock } = execution;
  let executedSteps = 0;
  let fetchedSteps = 0;
  const budget = openBudget(execution);
  const cacheWarmer = createCacheWarmer({ store: store.dir, entry, signal }, (id) => toolchains.get(id)!);
  const byDigest = (digest: string) => [...toolchains.values()].find((toolchain) => toolchain.digest === digest);
  const onLeft = (line: string) => progress.note(line);
  await sweepScratch(store.dir, onLeft);
  const whole = share?.whole ?? plan;
  const header: JournalHeader = {
    kind: 'header',
    schema: JOURNAL_SCHEMA,
    emrift: execution.version,
    started: new Date().toISOString(),
    shard: share ? printShard(share.shard) : '1/1',
    cases: execution.cases,
    cells: whole.cells.map(({ case: name, on, steps, workarounds }) => ({ case: name, on, steps, workarounds })),
    ...(share && {
      own: plan.cells.map(({ name }) => name),
      coverage: share.coverage,
      ...(share.claims.length > 0 && { claims: share.claims }),
      nightly: share.nightly,
    }),
  };
  const journal = beginJournal(store.dir, header, share?.file);
  const spent = countCosts();
  const report = (event: RunEvent) => {
    progress.event(event);
    budget.event(event);
    if (event.kind === 'acquired') {
      const missing = 'unavailable' in event.acquired ? { unavailable: event.acquired.unavailable } : {};
      journal.append({ kind: 'toolchain', id: event.id, ...missing });
    }
    if (event.kind === 'warmed' && event.cpuMs !== null) {
      const { label, cpuMs } = event;
      spent.add(preparingKey(label), cpuMs);
      journal.append({ kind: 'prepared', label, cpuMs });
    }
    if (event.kind !== 'step') return;
    if (event.how === 'executed') executedSteps++;
    if (event.how === 'fetched') fetchedSteps++;
    const { wallMs, cpuMs, worker } = event.usage ?? { wallMs: 0, cpuMs: 0 };
    spent.add(costKey(event.instance.case.name, event.instance.step.name), cpuMs);
    journal.append({
      kind: 'step',
      key: event.instance.key,
      state: event.state,
      executed: event.how === 'executed',
      wallMs,
      cpuMs,
      ...(worker !== undefined && { worker }),
    });
  };
  const acquire = async (id: string): Promise<Acquired> => {
    const column = columns.get(id);
    const had = column
      ? await ensureToolchain(column, store, sources, { signal, onProgress: (line) => progress.note(line) })
      : ({ kind: 'unavailable', reason: `${id} is not among the toolchains of this run` } as const);
    if (had.kind === 'unavailable') {
      unavailable.set(id, had.reason);
      return { unavailable: had.reason };
    }
    if (had.locked) lock = complete(lock, had.locked);
    toolchains.set(id, had.toolchain);
    return had.toolchain;
  };
  const installed = (id: string) => {
    const column = columns.get(id);
    const toolchain = column && column.kind !== 'unavailable' ? column.toolchain : null;
    if (toolchain) toolchains.set(id, toolchain);
    return toolchain;
  };
  const reader = createOutputReader(blobs);
  const local: LocalOptions = {
    store: store.dir,
    blobs,
    entry,
    onLeft,
    toolchainOf: byDigest,
    layCaches: (action, scratch, ownLibraries) => cacheWarmer.layCaches(action, scratch, ownLibraries, byDigest),
  };
  const options: RunOptions = {
    plan,
    cache: execution.cache,
    evidenceCache: execution.evidenceCache,
    shared: remote.shared,
    blobs,
    executor: remote.executor ?? createLocalExecutor(local),
    installed,
    acquire,
    // Workers have caches of their own.
    isWarm: (task) => remote.executor !== null || cacheWarmer.isWarm(task),
    warm: cacheWarmer.warm,
    judge: (instance, result) => readStep(instance.step, result, reader),
    report,
    jobs: execution.jobs,
    fresh: execution.fresh,
    signal,
    turnOf: execution.turnOf,
    costs: execution.known,
    isOver: budget.isOver,
  };
  let first: Executed['states'] = new Map();
  const again: Executed['again'] = async (part, confirms, reportAgain = () => {}) => {
    const kept = confirms ? stepsToKeep(part, first) : new Set();
    const memory = confirms ? {} : { cache: NO_CACHE, evidenceCache: NO_EVIDENCE_CACHE, shared: NO_SHARED_CACHE };
    const states = await runPlan({
      ...options,
      ...memory,
      plan: part,
      fresh: true,
      isKept: ({ key }) => kept.has(key),
      report: reportAgain,
      isOver: undefined,
    });
    execution.evidenceCache.save();
    return states;
  };
  let interrupted = true;
  try {
    const states = await runPlan(options);
    first = states;
    interrupted = false;
    return {
      states,
      toolchains,
      unavailable,
      lock,
      executedSteps,
      fetchedSteps,
      remote: remote.figures?.() ?? null,
      leftMs: budget.leftMs(),
      journal,
      costs: spent.averages(),
      again,
    };
  } finally {
    execution.evidenceCache.save();
    if (interrupted || !share) journal.append({ kind: 'end', ended: new Date().toISOString(), interrupted });
    journal.flush();
  }
}
