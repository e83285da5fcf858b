import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProcess } from '../system/sandbox/run.ts';

/** The bundled program; `npm test` builds it first. */
export const PROGRAM = join(fileURLToPath(new URL('../..', import.meta.url)), 'dist', 'cli.js');

const LIMITS = { wall: 600_000, silence: 600_000, output: 64 << 20, memory: 16 * (1 << 30) };

/** Runs emrift as a user does: its own process, no terminal. */
export async function runCommand(
  args: readonly string[],
  options: { cwd: string; env?: Record<string, string>; program?: string },
) {
  const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '/', ...options.env };
  const outcome = await runProcess([process.execPath, options.program ?? PROGRAM, ...args], {
    cwd: options.cwd,
    env,
    limits: LIMITS,
  });
  if (outcome.kind !== 'exited') throw new Error(`emrift did not end: ${JSON.stringify(outcome)}`);
  return outcome;
}
