import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProcess } from './run.ts';

/** Whatever a step starts ends with it, and with emrift. */

const limits = { wall: 10_000, silence: 10_000, output: 1 << 20, memory: 1 << 30 };
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-leftovers-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A number of seconds to sleep that distinguishes a process from all others. */
const unique = () => `${Math.floor(Math.random() * 1e6) + 1e6}`;

function isRunning(seconds: string): boolean {
  return readdirSync('/proc').some((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'latin1').endsWith(`\0${seconds}\0`);
    } catch {
      return false;
    }
  });
}

/** Gone within a moment: a killed process is one until the kernel has cleared it away. */
async function isGone(seconds: string): Promise<boolean> {
  for (let wait = 0; wait < 40 && isRunning(seconds); wait++) await sleep(50);
  return !isRunning(seconds);
}

describe('without a sandbox', () => {
  it.each([
    ['when the command ends', (s: string) => `setsid sh -c "exec sleep ${s}" & sleep 0.2`, {}],
    ['when a limit strikes', (s: string) => `setsid sh -c "exec sleep ${s}" & sleep 30`, { wall: 500 }],
    ['that lost its parent', (s: string) => `sh -c "setsid sleep ${s} &" & sleep 0.2`, {}],
    ['that shows its folder by its environment alone', (s: string) => `cd /; setsid sleep ${s} & sleep 0.2`, {}],
    ['that shows it by its working folder alone', (s: string) => `env -i /usr/bin/setsid sleep ${s} & sleep 0.2`, {}],
  ])('ends a child with a session of its own, %s', async (_, command, more) => {
    const seconds = unique();
    const env = { PATH: '/usr/bin:/bin', HOME: `${folder}/home` };
    const options = { cwd: folder, env, mark: folder, limits: { ...limits, ...more } };
    const outcome = await runProcess(['sh', '-c', `(${command(seconds)}) >/dev/null 2>&1`], options);
    expect(outcome.kind).toBe('wall' in more ? 'limit' : 'exited');
    expect(await isGone(seconds)).toBe(true);
  });
});

describe('in the sandbox', () => {
  it.each(['SIGKILL', 'SIGTERM'] as const)('all ends with emrift, when that gets %s', async (signal) => {
    const seconds = unique();
    const program = join(folder, 'hold.mjs');
    const source = `
      import { openIsolation } from './isolation.ts';
      import { runProcess } from './run.ts';
      const { isolation } = await openIsolation();
      const plan = { root: null, mounts: [], env: { PATH: '/usr/bin:/bin' }, cwd: '/' };
      const { command, ...start } = isolation.start(plan, { text: 'setsid sleep ${seconds} & sleep ${seconds}' });
      await runProcess(command, { ...start, limits: ${JSON.stringify({ ...limits, wall: 1e6, silence: 1e6 })} });`;
    await build({
      stdin: { contents: source, resolveDir: import.meta.dirname, loader: 'ts' },
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'error',
    });
    const emrift = spawn(process.execPath, [program], { stdio: 'ignore' });
    for (let wait = 0; wait < 100 && !isRunning(seconds); wait++) await sleep(50);
    expect(isRunning(seconds)).toBe(true);
    emrift.kill(signal);
    expect(await isGone(seconds)).toBe(true);
  });
});
