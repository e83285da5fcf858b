import type { OpenGroup } from '../../system/sandbox/control-group.ts';
import type { MountPlan } from '../../system/sandbox/enter.ts';
import type { Isolation, Script, Start } from '../../system/sandbox/isolation.ts';
import type { ProcessOptions, ProcessOutcome } from '../../system/sandbox/process.ts';
import { explainSandbox } from '../../system/sandbox/record.ts';
import { runProcess } from '../../system/sandbox/run.ts';

/** A way in which commands are kept from the rest of the machine. */
export interface Entry {
  /**
   * Whether an empty mount is a folder in memory that goes with the command: then caches are copied inside, not on
   * disk. False: caches are copied on disk.
   */
  readonly hasMemoryFolders: boolean;
  /** The user, by number, to whom everything has to belong that a command may write; null for emrift's own. */
  readonly user: number | null;
  /** Bounds a command by the kernel, beside the watch; null where that cannot be had. */
  readonly openGroup: OpenGroup | null;
  /** How to start a script on this machine; `scratch` is a folder for what the entry needs to lay. */
  enter(plan: MountPlan, script: Script, scratch: string, memory: number): EnteredStart;
  /** Why the entry itself, not the command inside, failed; null where it did not. */
  explainFailure(outcome: ProcessOutcome & { kind: 'exited' }): string | null;
}

/** A start, with the folder by which processes are known that left their group, where nothing else holds them. */
export type EnteredStart = Start & Pick<ProcessOptions, 'mark'>;

/** Every command in a bubblewrap sandbox. */
export function bubblewrapEntry(isolation: Isolation): Entry {
  return {
    hasMemoryFolders: true,
    user: isolation.user,
    openGroup: isolation.openGroup,
    enter: (plan, script, _, memory) => isolation.start(plan, script, memory),
    explainFailure: (outcome) => explainSandbox(outcome, outcome.reports[1] ?? ''),
  };
}

/** Runs a script as an entry enters it. The first of its reports is the command's own. */
export async function runEntered(
  entry: Entry,
  plan: MountPlan,
  script: Script,
  scratch: string,
  options: Pick<ProcessOptions, 'limits' | 'signal' | 'watch' | 'onStart'>,
): Promise<ProcessOutcome> {
  const { command, ...start } = entry.enter(plan, script, scratch, options.limits.memory);
  return await runProcess(command, { ...options, ...start });
}
