import type { Action, ActionResult, LimitName, LimitStruck } from '../../model/action.ts';
import type { ProcessOutcome } from '../../system/sandbox/process.ts';
import type { Blobs } from '../storage/blobs.ts';
import type { Bounds, Room } from './bounds.ts';
import { readTimes } from './command.ts';
import type { Entry } from './entry.ts';
import { explainMachine, type MachineRecord } from './judge-machine.ts';
import { takeOutputs } from './take-outputs.ts';

/** All that a step's outcome is read with. */
export interface Circumstances {
  readonly work: string;
  readonly action: Action;
  readonly bounds: Bounds;
  readonly entry: Entry;
  readonly room: Room;
  readonly blobs: Blobs;
  readonly record: MachineRecord & { readonly struck: LimitName | undefined };
}

/** What a step came to: what it left, the limit that struck, or why the machine was not fit for it. */
export async function readOutcome(outcome: ProcessOutcome, given: Circumstances): Promise<ActionResult> {
  const { work, action, bounds, entry, room, blobs, record } = given;
  if (outcome.kind === 'not-started')
    return { kind: 'infra', reason: `the sandbox could not be started: ${outcome.reason}` };
  if (outcome.kind === 'halted') return { kind: 'infra', reason: outcome.reason };
  if (outcome.kind === 'limit') return outcome;
  if (record.struck) return strike(record.struck, outcome);
  const unfit = explainMachine(outcome, entry, room, record);
  if (unfit !== null) return { kind: 'infra', reason: unfit };
  const { exitCode, stdout, stderr } = outcome;
  const usage = { ...outcome.usage, cpuMs: readTimes(outcome.reports[0]!) };
  const taken = await takeOutputs(work, action.outputs, blobs, bounds.outputs);
  if (taken.kind === 'refused') return { kind: 'infra', reason: taken.reason };
  if (taken.kind === 'limit') return strike('outputs', { stdout, stderr, usage });
  return { kind: 'exited', exitCode, stdout, stderr, usage, outputs: taken.files };
}

function strike(limit: LimitName, left: Pick<LimitStruck, 'stdout' | 'stderr' | 'usage'>): LimitStruck {
  return { kind: 'limit', limit, stdout: left.stdout, stderr: left.stderr, usage: left.usage };
}
