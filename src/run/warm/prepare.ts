import type { Limits } from '../../model/action.ts';
import type { MountPlan } from '../../toolchains/sandbox/enter.ts';
import { type ProcessOutcome, runProcess } from '../../toolchains/sandbox/run.ts';
import type { Entry } from '../executor/entry.ts';

/** Where and how caches are warmed. */
export interface WarmContext {
  readonly store: string;
  readonly entry: Entry;
  readonly signal: AbortSignal;
}

/** Runs a preparing command as a cell's would be run. Rejects only when the signal aborts. */
export async function runPrepared(
  context: WarmContext,
  scratch: string,
  plan: MountPlanWithCommand,
): Promise<ProcessOutcome> {
  const { command, limits, ...mountPlan } = plan;
  const entered = context.entry.enter({ ...mountPlan, cwd: '/build' }, ['/bin/sh', '-ec', command], scratch);
  return runProcess(entered.command, {
    limits,
    signal: context.signal,
    env: entered.env,
    ...(entered.cwd ? { cwd: entered.cwd } : {}),
  });
}

interface MountPlanWithCommand extends Omit<MountPlan, 'cwd'> {
  readonly command: string;
  readonly limits: Limits;
}
