import { type MountPlan, sandboxArgv } from '../../toolchains/sandbox/enter.ts';
import { type ProcessOptions, type ProcessOutcome, runProcess } from '../../toolchains/sandbox/run.ts';

/** A way in which commands are kept from the rest of the machine. */
export interface Entry {
  /** Whether an empty mount is a folder in memory that goes with the command: then caches are copied inside, not on disk. */
  readonly hasMemoryFolders: boolean;
  /** The command to start on this machine, with its folder and environment. */
  enter(
    plan: MountPlan,
    command: readonly string[],
    scratch: string,
  ): { command: readonly string[]; cwd?: string; env: Record<string, string> };
  /** Why the entry itself, not the command inside, failed; null where it did not. */
  explainFailure(outcome: ProcessOutcome & { kind: 'exited' }): string | null;
}

/** Every command in a bubblewrap sandbox. */
export const bubblewrapEntry: Entry = {
  hasMemoryFolders: true,
  enter: (plan, command) => ({
    command: sandboxArgv(plan, command),
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin' },
  }),
  // bwrap(1) names itself before each of its own messages and exits with 1 before the command starts.
  explainFailure: (outcome) =>
    outcome.exitCode === 1 && /^bwrap: /.test(outcome.stderr) && outcome.stdout === '' ? outcome.stderr.trim() : null,
};

/** Runs a command as an entry enters it; `scratch` is a folder for what the entry needs to lay. */
export async function runEntered(
  entry: Entry,
  plan: MountPlan,
  command: readonly string[],
  scratch: string,
  options: Pick<ProcessOptions, 'limits' | 'signal' | 'withReport'>,
): Promise<ProcessOutcome> {
  const entered = entry.enter(plan, command, scratch);
  return await runProcess(entered.command, {
    ...options,
    env: entered.env,
    ...(entered.cwd ? { cwd: entered.cwd } : {}),
  });
}
