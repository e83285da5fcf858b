import { readStep } from '../../evidence/step.ts';
import type { StepState } from '../../model/record.ts';
import type { Toolchain } from '../../model/toolchain.ts';
import { NO_CACHE } from '../../run/action-cache.ts';
import { NO_EVIDENCE_CACHE } from '../../run/evidence-cache.ts';
import { createLocalExecutor, type LocalOptions } from '../../run/executor/local.ts';
import type { Acquired } from '../../run/mounts/acquired.ts';
import type { RunOptions } from '../../run/options.ts';
import { runPlan } from '../../run/run.ts';
import { NO_SHARED_CACHE } from '../../run/shared-cache.ts';
import { createCacheWarmer } from '../../run/warm/cache-warmer.ts';
import { ensureToolchain } from '../../toolchains/ensure.ts';
import { complete, type Lock } from '../../toolchains/lock/lock.ts';
import type { Executable, Execution } from './execution.ts';
import { createOutputReader } from './output-reader.ts';

/** What executing a plan asks for besides the plan. */
type How = Pick<RunOptions, 'plan' | 'report'> & Partial<Pick<RunOptions, 'turnOf' | 'costs' | 'isOver' | 'isKept'>>;

/** Executes plans on the columns of one command, and knows which toolchains they had. */
export interface Runner {
  /** By id. */
  readonly toolchains: ReadonlyMap<string, Toolchain>;
  /** Toolchains that could not be had, by id: why. */
  readonly unavailable: ReadonlyMap<string, string>;
  /** The lock with what installing showed. */
  lock(): Lock;
  /** What earlier runs left is taken, unless the command asks for fresh results. */
  run(how: How): Promise<ReadonlyMap<string, StepState>>;
  /** Whatever is known is passed over. With `keeps`, later runs find the new outcome in place of the first one. */
  runAnew(how: How, keeps: boolean): Promise<ReadonlyMap<string, StepState>>;
}

/** Makes one. `note` takes a line for people. */
export function openRunner(
  execution: Omit<Execution, keyof Executable | 'progress' | 'known'> & Pick<Executable, 'columns' | 'lock'>,
  note: (line: string) => void,
): Runner {
  const { session, blobs, entry, signal, remote } = execution;
  const { store, sources } = session;
  const columns = new Map(execution.columns.flatMap((column) => (column.id ? [[column.id, column] as const] : [])));
  const toolchains = new Map<string, Toolchain>();
  const unavailable = new Map<string, string>();
  let { lock } = execution;
  const cacheWarmer = createCacheWarmer({ store: store.dir, entry, signal }, (id) => toolchains.get(id)!);
  const byDigest = (digest: string) => [...toolchains.values()].find((toolchain) => toolchain.digest === digest);
  const acquire = async (id: string): Promise<Acquired> => {
    const column = columns.get(id);
    const had = column
      ? await ensureToolchain(column, store, sources, { signal, onProgress: note })
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
    onLeft: note,
    toolchainOf: byDigest,
    layCaches: (action, scratch, ownLibraries) => cacheWarmer.layCaches(action, scratch, ownLibraries, byDigest),
  };
  const options: Omit<RunOptions, 'plan' | 'report'> = {
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
    jobs: execution.jobs,
    fresh: execution.fresh,
    signal,
  };
  const execute = (how: How, others: Partial<RunOptions> = {}) =>
    runPlan({ ...options, ...others, ...how }).finally(() => execution.evidenceCache.save());
  return {
    toolchains,
    unavailable,
    lock: () => lock,
    run: (how) => execute(how),
    runAnew(how, keeps) {
      const memory = keeps ? {} : { cache: NO_CACHE, evidenceCache: NO_EVIDENCE_CACHE, shared: NO_SHARED_CACHE };
      return execute(how, { ...memory, fresh: true });
    },
  };
}
