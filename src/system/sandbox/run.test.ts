import { describe, expect, it } from 'vitest';
import type { Limits } from '../../model/action.ts';
import { sandboxArgv } from './enter.ts';
import { runProcess } from './run.ts';

const limits: Limits = {
  wall: 10_000,
  silence: 10_000,
  output: 1 << 20,
  memory: 1 << 30,
};
const env = { PATH: process.env.PATH ?? '' };

describe('runProcess', () => {
  it('gives exit code and both streams', async () => {
    const outcome = await runProcess(['sh', '-c', 'echo out; echo err >&2; exit 7'], { limits, env });
    expect(outcome).toMatchObject({
      kind: 'exited',
      exitCode: 7,
      stdout: 'out\n',
      stderr: 'err\n',
    });
  });

  it('passes on only the environment that it was given', async () => {
    const outcome = await runProcess(['sh', '-c', 'echo "$HOME|$GIVEN"'], {
      limits,
      env: { ...env, GIVEN: 'x' },
    });
    expect(outcome).toMatchObject({ stdout: '|x\n' });
  });

  it('kills grandchildren that hold the output open, and does not wait for them', async () => {
    const started = performance.now();
    const outcome = await runProcess(['sh', '-c', 'sh -c "sleep 31.7; :" & sh -c "sleep 31.7; :"'], {
      limits: { ...limits, wall: 300 },
      env,
    });
    expect(outcome).toMatchObject({ kind: 'limit', limit: 'wall' });
    expect(performance.now() - started).toBeLessThan(5_000);
    const left = await runProcess(['sh', '-c', "grep -lsz '31[.]7' /proc/[0-9]*/cmdline | grep -v /proc/$$/ || true"], {
      limits,
      env,
    });
    expect(left).toMatchObject({
      stdout: expect.not.stringContaining('cmdline'),
    });
  });

  it.each([
    ['silence', 'echo once; sleep 30', { silence: 300 }],
    ['output', 'yes', { output: 10_000 }],
    ['memory', 'x=$(head -c 300000000 /dev/zero | tr "\\0" x); sleep 30', { memory: 100 << 20 }],
  ] as const)('distinguishes the %s limit', async (limit, script, override) => {
    const outcome = await runProcess(['bash', '-c', script], {
      limits: { ...limits, ...override },
      env,
    });
    expect(outcome).toMatchObject({ kind: 'limit', limit });
    if (limit === 'output' && outcome.kind === 'limit') expect(outcome.stdout.length).toBeLessThanOrEqual(10_000);
  });

  it('counts the memory of what a thread started', async () => {
    const grow =
      "const { spawnSync } = require('node:child_process'); new (require('node:worker_threads').Worker)(\"require('node:child_process').spawnSync(process.execPath, ['-e', 'const b = Buffer.alloc(400e6, 1); setTimeout(() => b, 20000)'])\", { eval: true }); setTimeout(() => spawnSync, 20000);";
    const outcome = await runProcess([process.execPath, '-e', grow], { limits: { ...limits, memory: 300 << 20 }, env });
    expect(outcome).toMatchObject({ kind: 'limit', limit: 'memory' });
  });

  it('reports a program that does not exist', async () => {
    expect(await runProcess(['/nonexistent/tool'], { limits, env })).toMatchObject({ kind: 'not-started' });
  });

  it('stops at once when aborted', async () => {
    const control = new AbortController();
    const running = runProcess(['sleep', '30'], {
      limits,
      env,
      signal: control.signal,
    });
    setTimeout(() => control.abort(), 50);
    await expect(running).rejects.toThrow();
  });
});

describe('the sandbox', () => {
  it('has no network, a read-only root and a fixed environment', async () => {
    const script =
      'touch /usr/x 2>/dev/null && echo writable; ls /sys 2>/dev/null; cat /proc/net/dev | tail -n +3 | cut -d: -f1; id -u; env | sort';
    const plan = {
      root: null,
      mounts: [{ to: '/build' }],
      env: { PATH: '/usr/bin:/bin' },
      cwd: '/build',
    };
    const outcome = await runProcess(sandboxArgv(plan, ['/bin/sh', '-c', script]), { limits, env });
    expect(outcome).toMatchObject({
      kind: 'exited',
      stdout: '    lo\n1000\nPATH=/usr/bin:/bin\nPWD=/build\n',
    });
  });
});
