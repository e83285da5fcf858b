import { runProcess } from './sandbox/run.ts';

const LIMITS = { wall: 20_000, silence: 20_000, output: 1 << 20, memory: 1 << 30 };

/** What opens a file with the program that the user chose for it, by platform. */
const OPENERS: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  linux: ['xdg-open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Opens a file for the user. False: this platform has nothing for it, or it failed. */
export async function openFile(path: string): Promise<boolean> {
  const opener = OPENERS[process.platform];
  if (!opener) return false;
  const opened = await runProcess([...opener, path], {
    limits: LIMITS,
    env: { ...process.env } as Record<string, string>,
  });
  return opened.kind === 'exited' && opened.exitCode === 0;
}
