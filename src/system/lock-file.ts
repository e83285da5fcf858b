import { randomBytes } from 'node:crypto';
import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { InfrastructureError } from '../model/errors.ts';
import { makeFolder } from './folders.ts';
import { type Identity, isRunning, ownIdentity } from './identity.ts';

/** How often a holder shows that it lives, and after how long without a sign it counts as dead; milliseconds. */
const HEARTBEAT = 2_000;
const DEAD_AFTER = 30_000;
const POLL = 100;

/** Who holds a lock. */
interface Holder extends Identity {
  readonly token: string;
}

/** What the holder of a lock has. */
export interface Lease {
  /** Whether it is still the holder's: one elsewhere that slept may have lost it. False: another may have it now. */
  isHeld(): Promise<boolean>;
  /** Throws `InfrastructureError` where it is lost: to be asked before anything is replaced that the lock guards. */
  confirm(): Promise<void>;
}

/**
 * Runs `work` while this process alone holds the lock file at `path`; waits while another living process does. A lock
 * whose holder died is taken over; one on this machine that only slept keeps it. `onWait` is called once, with the
 * holder's process id, when there is something to wait for. Throws `InfrastructureError` where the lock was lost to
 * another process meanwhile.
 */
export async function withLock<T>(
  path: string,
  work: (lease: Lease) => Promise<T>,
  options: { signal?: AbortSignal | undefined; onWait?: (pid: number) => void } = {},
): Promise<T> {
  makeFolder(dirname(path));
  const own: Holder = { ...ownIdentity(), token: randomBytes(8).toString('hex') };
  let reported = false;
  while (!(await claim(path, own))) {
    options.signal?.throwIfAborted();
    const holder = await readHolder(path);
    if (await isDead(path, holder)) {
      await takeAway(path);
      continue;
    }
    if (!reported && holder) options.onWait?.(holder.pid);
    reported = true;
    await sleep(POLL, undefined, options.signal ? { signal: options.signal } : {});
  }
  const isHeld = async () => (await readHolder(path))?.token === own.token;
  const beat = setInterval(async () => {
    const now = new Date();
    // What somebody else holds by now must not look as if it were in use.
    if (await isHeld()) utimes(path, now, now).catch(() => {});
  }, HEARTBEAT);
  beat.unref();
  try {
    return await work({
      isHeld,
      confirm: async () => {
        if (!(await isHeld())) throw new InfrastructureError(`the lock ${path} was lost to another process`);
      },
    });
  } finally {
    clearInterval(beat);
    if (await isHeld()) await rm(path, { force: true });
  }
}

async function claim(path: string, own: Holder): Promise<boolean> {
  try {
    await writeFile(path, JSON.stringify(own), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function readHolder(path: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch {
    // Just released, or just created and not yet written.
    return null;
  }
}

/** A process on this machine is asked for; one elsewhere is judged by its heartbeat. */
async function isDead(path: string, holder: Holder | null): Promise<boolean> {
  const runs = holder?.machine === undefined ? null : isRunning(holder);
  return runs === null ? await isOld(path) : !runs;
}

async function isOld(path: string): Promise<boolean> {
  const age = await stat(path).then(
    (stats) => Date.now() - stats.mtimeMs,
    () => 0,
  );
  return age > DEAD_AFTER;
}

/**
 * Removes a dead holder's lock. Of several that saw it dead one does it, behind a guard of its own, and looks again once
 * it is behind it: by then the lock may be a living one's, which must not be touched even for a moment.
 */
async function takeAway(path: string): Promise<void> {
  const guard = `${path}.guard`;
  try {
    await writeFile(guard, '', { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    // Whoever died behind the guard did so within a moment; another one may go on after a while.
    if (await isOld(guard)) await rm(guard, { force: true });
    await sleep(POLL / 10);
    return;
  }
  try {
    if (await isDead(path, await readHolder(path))) await rm(path, { force: true });
  } finally {
    await rm(guard, { force: true });
  }
}
