import { runProcess } from './sandbox/run.ts';

const LIMITS = { wall: 30_000, silence: 30_000, output: 512 << 20, memory: 4 * (1 << 30) };

/** A file as git has it in a revision (`HEAD~1:reports/results.json`), or null where there is no such, or no git. */
export async function showRevision(name: string, folder: string): Promise<string | null> {
  // What begins with a hyphen would be an option.
  if (name.startsWith('-')) return null;
  const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '/' };
  const shown = await runProcess(['git', '-C', folder, 'show', name], { limits: LIMITS, env });
  return shown.kind === 'exited' && shown.exitCode === 0 ? shown.stdout : null;
}
