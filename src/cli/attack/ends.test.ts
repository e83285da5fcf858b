import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROGRAM } from '../run-command.fixture.ts';
import { writeFile, writeGo, writeProject } from './fake-project.fixture.ts';

/** How emrift ends where it cannot say what it has to say, and where a signal ends it. */

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-ends-'));
  writeGo(join(folder, 'go'));
  writeProject(join(folder, 'project'), `path:${join(folder, 'go')}`, [1], 2);
  writeFile(join(folder, 'project/cases/slow/a/case.yaml'), 'title: t\nwhy: w\nsteps: {a: {run: go hang}}\n');
  mkdirSync(join(folder, 'store'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface End {
  readonly code: number | null;
  readonly said: string;
}

/**
 * Waits until emrift heeds signals: on a busy machine it takes its time to start (proc(5), `SigCgt`). It asks for all at
 * once, of which SIGHUP is the one that Node does not heed by itself.
 */
async function untilHeeding(pid: number): Promise<void> {
  for (;;) {
    const heeded = /^SigCgt:\s*(\w+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
    if ((BigInt(`0x${heeded}`) >> BigInt(constants.signals.SIGHUP - 1)) & 1n) return;
    await setTimeout(20);
  }
}

/** Runs emrift with its output where it is put; `during` may do something to it. */
function run(args: readonly string[], stdout: number | 'ignore', during?: (child: ChildProcess) => Promise<unknown>) {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, EMRIFT_STORE: join(folder, 'store') };
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    cwd: join(folder, 'project'),
    env,
    stdio: ['pipe', stdout, 'pipe'],
  });
  let said = '';
  child.stderr!.on('data', (chunk) => {
    said += chunk;
  });
  const end = new Promise<End>((resolve) => child.once('close', (code) => resolve({ code, said })));
  return Promise.all([end, during?.(child)]).then(([ended]) => ended);
}

describe('standard output on a full disk', () => {
  it.each([
    ['help', ['--help']],
    ['a list', ['cases', 'list']],
    ['JSON', ['cases', 'list', '--json']],
    ['a run', ['run', '--case', 'fake/c0', '--out', 'out']],
  ])('is reported in one line: %s', { timeout: 60_000 }, async (_, args) => {
    const { code, said } = await run(args, openSync('/dev/full', 'w'));
    expect(code).toBe(3);
    expect(said.trimEnd().split('\n').at(-1)).toBe('emrift: standard output cannot be written (ENOSPC)');
    expect(said).not.toContain('bug');
  });
});

describe('a signal', () => {
  const commands = [
    ['explain', ['explain', '-'], 500],
    ['run', ['run', '--case', 'slow/a', '--out', 'slow'], 1200],
  ] as const;
  const ends = commands.flatMap(([name, args, ms]) =>
    (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => [signal, name, args, ms] as const),
  );
  it.each(ends)('%s ends %s with 130', { timeout: 60_000 }, async (signal, _, args, ms) => {
    // `explain` waits for its input, the run for a step that hangs.
    const { code, said } = await run(args, 'ignore', async (child) => {
      await untilHeeding(child.pid!);
      await setTimeout(ms);
      child.kill(signal);
    });
    expect([code, said.includes('bug')]).toEqual([130, false]);
  });
});
