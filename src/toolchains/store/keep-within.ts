import { stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sweepDrafts } from '../../system/files.ts';
import { type KeptResults, pruneResults } from './kept-results.ts';
import { listStored, type Store } from './store.ts';

/** Results of steps that no run used for so long are removed, in milliseconds. */
export const KEEP_FOR = 90 * 86_400_000;
/** How often a store is looked through, in milliseconds. */
const LOOK_EVERY = 86_400_000;

/**
 * Once a day removes results of steps that no run used for a season, and, where the store has a bound, the least recently
 * used until the store fits into it. Gives what was removed; null where nothing was.
 */
export async function keepWithin(store: Store, storeMax: number | null): Promise<KeptResults | null> {
  if (!(await isDue(join(store.dir, 'looked-through')))) return null;
  sweepDrafts(store.dir, 1);
  const pruned = await pruneResults(store.dir, { age: KEEP_FOR, most: await roomForResults(store, storeMax) });
  return pruned.kind === 'pruned' && pruned.removed.files > 0 ? pruned.removed : null;
}

/** What results may take of a bounded store: what its toolchains leave. Null without a bound. */
export async function roomForResults(store: Store, storeMax: number | null): Promise<number | null> {
  if (storeMax === null) return null;
  const stored = await listStored(store);
  return Math.max(0, storeMax - stored.reduce((total, { toolchain }) => total + toolchain.size, 0));
}

async function isDue(stamp: string): Promise<boolean> {
  const last = await stat(stamp).catch(() => null);
  if (last && Date.now() - last.mtimeMs < LOOK_EVERY) return false;
  if (last) await utimes(stamp, new Date(), new Date());
  else await writeFile(stamp, '');
  return true;
}
