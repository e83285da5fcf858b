import { runProcess } from './run.ts';

/** Whether bubblewrap can isolate commands on this machine, or the one line that says why not and what mends it. */
export type SandboxState =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'refused';
      readonly reason: string;
      readonly mend: string;
    };

/** Tries bubblewrap with the name spaces that a step needs. Takes a few milliseconds. */
export async function detectSandbox(): Promise<SandboxState> {
  const argv = [
    'bwrap',
    '--unshare-all',
    '--unshare-user',
    '--ro-bind',
    '/',
    '/',
    '--proc',
    '/proc',
    '--dev',
    '/dev',
    'true',
  ];
  const outcome = await runProcess(argv, {
    limits: PROBE_LIMITS,
    env: { PATH: process.env.PATH ?? '' },
  });
  if (outcome.kind === 'not-started') {
    return {
      kind: 'refused',
      reason: 'bubblewrap is not installed',
      mend: 'apt-get install bubblewrap',
    };
  }
  if (outcome.kind === 'exited' && outcome.exitCode === 0) return { kind: 'ready' };
  const said = outcome.stderr.trim().split('\n')[0] || 'bubblewrap failed';
  return {
    kind: 'refused',
    reason: said,
    mend: 'sysctl -w kernel.unprivileged_userns_clone=1 kernel.apparmor_restrict_unprivileged_userns=0',
  };
}

const PROBE_LIMITS = {
  wall: 10_000,
  silence: 10_000,
  output: 64 * 1024,
  memory: 1 << 30,
};
