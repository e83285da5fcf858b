import { roundBytes } from '../../model/bytes.ts';
import type { ProcessOutcome } from '../../system/sandbox/process.ts';
import type { Room } from './bounds.ts';
import { UNPREPARED_CODE } from './command.ts';
import type { Entry } from './entry.ts';

/** What the machine recorded while a step ran. */
export interface MachineRecord {
  /** The least room that was seen on the disk, in bytes. */
  readonly leastRoom: number;
  /**
   * Processes that the kernel ended meanwhile because memory ran out around the step: its own where a control group says
   * them from others, else any on this machine.
   */
  readonly memoryKills: number;
}

/**
 * Why a step that ended says nothing about the toolchains: the sandbox, the disk or the memory was not fit. Null where it
 * was. Nothing here follows from what the step printed or from a code that it can choose: those are the step's own.
 */
export function explainMachine(
  outcome: ProcessOutcome & { kind: 'exited' },
  entry: Pick<Entry, 'explainFailure'>,
  room: Room,
  { leastRoom, memoryKills }: MachineRecord,
): string | null {
  const broken = entry.explainFailure(outcome);
  if (broken !== null) return broken;
  // The shell around the step reports before the step begins.
  if (outcome.exitCode === UNPREPARED_CODE && outcome.reports[0] === '')
    return `the build cache could not be copied: ${outcome.stderr.trim().split('\n')[0]}`;
  if (outcome.exitCode === 0) return null;
  if (leastRoom < room.wanted) return `the step failed while the disk had less than ${roundBytes(room.wanted)} left`;
  if (memoryKills > 0) return 'the kernel ended processes because the memory of the machine ran out';
  return null;
}
