import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countMemoryKills } from './bounds.ts';
import { explainMachine } from './judge-machine.ts';
import { type Machine, openMachine, openSandbox } from './machine.fixture.ts';
import { noSandboxEntry } from './no-sandbox.ts';

/** Infrastructure is judged by the sandbox's and the machine's own record, never by what a step prints or ends with. */

let sandboxed: Machine;
let bare: Machine;
beforeAll(async () => {
  sandboxed = openMachine(await openSandbox());
  bare = openMachine(noSandboxEntry);
});
afterAll(() => {
  sandboxed.remove();
  bare.remove();
});

const ENDED = { kind: 'exited', signal: null, stdout: '', stderr: '', reports: ['x'] } as const;
const USAGE = { wallMs: 1, cpuMs: 1, peakBytes: 1 };
const ROOM = { wanted: 100, needed: 10 };
const FIT = { leastRoom: 1_000, memoryKills: 0 };

describe.each(['sandboxed', 'bare'] as const)('a step that lies, %s', (where) => {
  const machine = () => (where === 'sandboxed' ? sandboxed : bare);
  it.each([
    ['a code as of a killed program', 'exit 137', 137],
    ['its own death', 'kill -9 $$', 137],
    ['a line as of a broken sandbox', 'echo "bwrap: Can\'t mount proc: Operation not permitted" >&2; exit 1', 1],
    ['the words of a full disk', 'echo "write error: No space left on device" >&2; exit 1', 1],
    ['the code of a failed preparation', 'exit 251', 251],
  ])('is judged by its exit code: %s', async (_, command, exitCode) => {
    expect(await machine().execute(command)).toMatchObject({ kind: 'exited', exitCode });
  });
});

describe('a step without a sandbox', () => {
  it('that removes its own folder ends neither the watch nor emrift', async () => {
    const command = 'folder=$PWD; cd /; rm -rf "$folder"; sleep 1; exit 3';
    expect((await bare.execute(command)).kind).toMatch(/exited|infra/);
  });
});

describe('a step in the sandbox', () => {
  it('cannot end the shell that reports on it', async () => {
    expect(await sandboxed.execute('kill -9 $PPID; exit 3')).toMatchObject({ kind: 'exited', exitCode: 3 });
  });

  it('has no verdict where the sandbox did not start', async () => {
    const entry = await openSandbox();
    const start: typeof entry.enter = (plan, script, scratch, memory) =>
      entry.enter({ ...plan, mounts: [...plan.mounts, { from: '/nowhere', to: '/opt/x' }] }, script, scratch, memory);
    const broken = openMachine({ ...entry, enter: start });
    expect(await broken.execute('echo fine')).toEqual({
      kind: 'infra',
      reason: expect.stringContaining('/nowhere'),
    });
    broken.remove();
  });
});

describe('a toolchain', () => {
  it('that steps cannot read, for they are another user, is no verdict about it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'emrift-toolchain-'));
    const step = () => sandboxed.execute('ls /opt/go', { toolchain: folder });
    const closed = await step();
    if (process.getuid?.() === 0)
      expect(closed).toEqual({
        kind: 'infra',
        reason: expect.stringMatching(/^go1\.23\.4-path can be read by its owner/),
      });
    chmodSync(folder, 0o755);
    expect(await step()).toMatchObject({ kind: 'exited', exitCode: 0 });
    rmSync(folder, { recursive: true });
  });
});

describe('what the machine did', () => {
  it('is judged by what the sandbox and the kernel recorded', () => {
    const ended = { ...ENDED, exitCode: 1, usage: USAGE };
    const explain = (record: Partial<typeof FIT>, outcome = ended) =>
      explainMachine(outcome, noSandboxEntry, ROOM, { ...FIT, ...record });
    expect(explain({})).toBeNull();
    expect(explain({ memoryKills: 1 })).toMatch(/memory of the machine/);
    expect(explain({ leastRoom: 99 })).toMatch(/the disk had less/);
    expect(explain({ leastRoom: 99, memoryKills: 1 }, { ...ended, exitCode: 0 })).toBeNull();
  });

  it('is no excuse for a step while the memory of another one ran out', async (context) => {
    const { openGroup } = await openSandbox();
    if (!openGroup) context.skip('only a control group knows whose memory it was');
    const greedy = `i=0; while [ $i -lt 5 ]; do perl -e '$x = "x" x 1.5e8' || true; i=$((i+1)); done`;
    const before = countMemoryKills();
    const [other, failed] = await Promise.all([
      sandboxed.execute(greedy, { limits: { memory: 50 << 20 } }),
      sandboxed.execute('sleep 1.5; exit 1'),
    ]);
    expect(other).toMatchObject({ kind: 'limit', limit: 'memory' });
    expect(countMemoryKills()).toBeGreaterThan(before);
    expect(failed).toMatchObject({ kind: 'exited', exitCode: 1 });
  });

  it.runIf(process.getuid?.() === 0)('has no verdict on a full disk, and has one when it is freed', async () => {
    const disk = mkdtempSync(join(tmpdir(), 'emrift-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'none', disk]);
    try {
      mkdirSync(join(disk, 'store'));
      const { bavail, bsize } = statfsSync(disk);
      writeFileSync(join(disk, 'others'), Buffer.alloc(bavail * bsize - (8 << 20)));
      const machine = openMachine(await openSandbox(), join(disk, 'store'));
      const room = { wanted: 10 << 20, needed: 1 << 20 };
      // It leaves no trace: what it wrote is gone when it ends.
      const command = 'head -c 9000000 /dev/zero >out || { rm out; exit 1; }';
      expect(await machine.execute(command, { room })).toEqual({
        kind: 'infra',
        reason: expect.stringMatching(/while the disk had less than \d+ MB left/),
      });
      const filling = await machine.execute('head -c 9000000 /dev/zero >out || sleep 1', { room });
      expect(filling).toEqual({ kind: 'infra', reason: 'the disk is full' });
      rmSync(join(disk, 'others'));
      expect(await machine.execute(command, { room })).toMatchObject({ kind: 'exited', exitCode: 0 });
    } finally {
      execFileSync('umount', [disk]);
      rmSync(disk, { recursive: true });
    }
  });
});
