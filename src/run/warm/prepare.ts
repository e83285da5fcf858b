import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Limits } from '../../model/action.ts';
import { InfrastructureError } from '../../model/errors.ts';
import type { MountPlan } from '../../toolchains/sandbox/enter.ts';
import { type ProcessOutcome, runProcess } from '../../toolchains/sandbox/run.ts';
import { type Entry, runEntered } from '../executor/entry.ts';

/** Where and how caches are warmed. */
export interface WarmContext {
  readonly store: string;
  readonly entry: Entry;
  readonly signal: AbortSignal;
}

/** The limits of commands that prepare something and are no part of a cell. */
const LIMITS: Limits = {
  wall: 30 * 60_000,
  silence: 20 * 60_000,
  output: 64 << 20,
  memory: 8 * (1 << 30),
};

/** Runs a preparing command as a cell's would be run. Rejects only when the signal aborts. */
export async function runPrepared(
  { entry, signal }: WarmContext,
  scratch: string,
  plan: MountPlan,
  command: string,
): Promise<ProcessOutcome> {
  return await runEntered(entry, plan, ['/bin/sh', '-ec', command], scratch, { limits: LIMITS, signal });
}

/**
 * Copies a cache to a place where there is nothing yet: `linked` where its files are never written again, else as files
 * of their own. Throws `InfrastructureError`.
 */
export async function copyCache(from: string, to: string, how: 'linked' | 'own', signal: AbortSignal): Promise<void> {
  const argv = ['cp', ...(how === 'linked' ? ['-al'] : ['-a', '--reflink=auto']), from, to];
  const outcome = await runProcess(argv, { limits: LIMITS, signal, env: { PATH: '/usr/bin:/bin' } });
  if (outcome.kind === 'exited' && outcome.exitCode === 0) return;
  const why = outcome.kind === 'exited' ? outcome.stderr.trim().split('\n')[0] : outcome.kind;
  throw new InfrastructureError(`the build cache could not be copied: ${why}`);
}

/** Moves a finished cache to where it is found. */
export function publishCache(cache: string, folder: string): void {
  mkdirSync(dirname(folder), { recursive: true });
  try {
    renameSync(cache, folder);
  } catch (error) {
    // Another process was first; its cache is as good.
    if (!existsSync(folder)) throw error;
  }
}
