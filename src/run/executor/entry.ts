import { type MountPlan, sandboxArgv } from '../../toolchains/sandbox/enter.ts';
import type { ProcessOutcome } from '../../toolchains/sandbox/run.ts';

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
