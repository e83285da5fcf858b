import { chownSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Limits } from '../../model/action.ts';
import { InfrastructureError } from '../../model/errors.ts';
import type { MountPlan } from '../../system/sandbox/enter.ts';
import { runProcess } from '../../system/sandbox/run.ts';
import { readTimes, wrapStep } from '../executor/command.ts';
import { type Entry, runEntered } from '../executor/entry.ts';

/** Where and how caches are warmed. */
export interface WarmContext {
  readonly store: string;
  readonly entry: Entry;
  readonly signal: AbortSignal;
}

/** Whose commands these are, and until when. */
type Caller = Pick<WarmContext, 'entry' | 'signal'>;

/** The limits of commands that prepare something and are no part of a cell. */
const LIMITS: Limits = {
  wall: 30 * 60_000,
  silence: 20 * 60_000,
  output: 64 << 20,
  memory: 8 * (1 << 30),
};

/**
 * Runs a preparing command as a step is run. Gives the milliseconds of CPU time that it took; null where it did not come to
 * its end. Rejects only when the signal aborts.
 */
export async function runPrepared(
  { entry, signal }: WarmContext,
  scratch: string,
  plan: MountPlan,
  command: string,
): Promise<number | null> {
  const outcome = await runEntered(entry, plan, wrapStep(command), scratch, { limits: LIMITS, signal });
  return outcome.kind === 'exited' ? readTimes(outcome.reports[0] ?? '') : null;
}

/**
 * Copies a cache to a place where there is nothing yet: `linked` where its files are never written again, else as files
 * of their own. What the commands of `entry` may change there is theirs. Throws `InfrastructureError`.
 */
export async function copyCache(from: string, to: string, how: 'linked' | 'own', context: Caller): Promise<void> {
  await call(['cp', ...(how === 'linked' ? ['-al'] : ['-a', '--reflink=auto']), from, to], context);
  await giveFolder(to, context, how === 'linked' ? 'folders' : 'all');
}

/** Makes a folder that the commands of `entry` may write to. */
export function makeFolder(folder: string, { entry: { user } }: Pick<Caller, 'entry'>): void {
  mkdirSync(folder);
  if (user !== null) chownSync(folder, user, user);
}

/**
 * Gives a folder, and all or only the folders in it, to the user that commands are. Throws `InfrastructureError` where
 * the system refuses.
 */
export async function giveFolder(folder: string, context: Caller, what: 'folders' | 'all' = 'all'): Promise<void> {
  const { user } = context.entry;
  if (user === null) return;
  const all = ['chown', '-R', '--no-dereference', `${user}:${user}`, folder];
  const folders = ['find', folder, '-type', 'd', '-exec', 'chown', `${user}:${user}`, '{}', '+'];
  await call(what === 'all' ? all : folders, context);
}

/**
 * Moves a finished cache to where it is found. From then on nobody but emrift's own user may change it. Throws the
 * system's error where it cannot be moved and no other process put one there.
 */
export async function publishCache(cache: string, folder: string, context: Caller): Promise<void> {
  if (context.entry.user !== null) {
    await call(['chown', '-R', '--no-dereference', `${process.getuid!()}:${process.getgid!()}`, cache], context);
    await call(['chmod', '-R', 'a+rX', cache], context);
  }
  mkdirSync(dirname(folder), { recursive: true });
  try {
    renameSync(cache, folder);
  } catch (error) {
    // Another process was first; its cache is as good.
    if (!existsSync(folder)) throw error;
  }
}

async function call(argv: readonly string[], { signal }: Caller): Promise<void> {
  const outcome = await runProcess(argv, { limits: LIMITS, signal, env: { PATH: '/usr/bin:/bin' } });
  if (outcome.kind === 'exited' && outcome.exitCode === 0) return;
  const why = outcome.kind === 'exited' ? outcome.stderr.trim().split('\n')[0] : outcome.kind;
  throw new InfrastructureError(`the build cache could not be laid: ${why}`);
}
