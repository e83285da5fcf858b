import type { Toolchain } from '../../model/toolchain.ts';
import { createCacheWarmer } from '../../run/warm/cache-warmer.ts';
import { planWarming } from '../../run/warm/plan-caches.ts';
import { planToolchains } from '../../toolchains/plan-toolchains.ts';
import { listStored } from '../../toolchains/store/store.ts';
import { chooseEntry } from '../run/execute.ts';
import type { RunContext } from '../run/open-run.ts';
import { planRun, readAsked } from '../run/plan-run.ts';
import { installAll } from '../toolchains/manage.ts';

/** What a store has to serve a worker. */
export interface Prepared {
  readonly toolchains: number;
  readonly caches: number;
  /** Why something is not there. */
  readonly failed: readonly string[];
}

/**
 * Fills a store with what the steps of a profile need: toolchains, and the caches that are otherwise warmed during a run. Throws
 * `ProblemInInput` and `InfrastructureError`, and what the signal aborts with.
 */
export async function prepareStore(
  { settings, files, session, cases }: RunContext,
  profile: string,
): Promise<Prepared> {
  const { signal, note } = settings;
  const { store, sources } = session;
  const asked = readAsked(files.matrix, cases, { profile, update: false, locked: false });
  const toolchains = await planToolchains(asked.axes, files.lock, store, sources, { update: false });
  for (const line of toolchains.lines) note(line);
  const all = await installAll(session, toolchains.columns, { lock: files.lock, dryRun: false, signal, note });
  const stored = await listStored(store);
  const had = new Map(stored.map(({ toolchain }): [string, Toolchain] => [toolchain.id, toolchain]));
  const warmer = createCacheWarmer({ store: store.dir, entry: await chooseEntry(true), signal }, (id) => had.get(id)!);
  const failed = [...(all?.failed ?? [])];
  const plan = planRun(asked, toolchains);
  const tasks = planWarming(plan.instances, had).filter(({ toolchain, ...task }) => {
    const embedded = 'embeds' in task && task.embeds ? had.has(task.embeds.toolchain) : true;
    return had.has(toolchain) && embedded;
  });
  for (const task of tasks) {
    if (warmer.isWarm(task)) continue;
    note(`preparing ${task.label}`);
    try {
      await warmer.warm(task);
    } catch (error) {
      signal.throwIfAborted();
      failed.push((error as Error).message);
    }
  }
  return { toolchains: all?.installed.length ?? 0, caches: tasks.length, failed };
}
