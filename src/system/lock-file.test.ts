import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownIdentity } from './identity.ts';
import { type Lease, withLock } from './lock-file.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'emrift-lock-'));
  mkdirSync(join(dir, 'locks'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A process id that was given and is free again. */
const deadPid = () => Number(execFileSync('sh', ['-c', 'echo $$'], { encoding: 'utf8' }));

describe('withLock', () => {
  const path = () => join(dir, 'locks/a.lock');

  it('takes over the lock of a dead process', async () => {
    writeFileSync(path(), JSON.stringify({ ...ownIdentity(), pid: deadPid(), token: 'x' }));
    expect(await withLock(path(), async () => 'mine')).toBe('mine');
    expect(existsSync(path())).toBe(false);
  });

  it('takes over a lock without a sign of life from elsewhere, and waits for one that has it', async () => {
    writeFileSync(path(), JSON.stringify({ pid: 1, machine: 'elsewhere', started: '', token: 'x' }));
    const control = new AbortController();
    const waiting = withLock(path(), async () => 'mine', { signal: control.signal });
    setTimeout(() => control.abort(), 250);
    await expect(waiting).rejects.toThrow(/abort/);
    const old = new Date(Date.now() - 60_000);
    utimesSync(path(), old, old);
    expect(await withLock(path(), async () => 'mine')).toBe('mine');
  });

  it('is never held twice', async () => {
    let holders = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++holders);
      await sleep(1);
      holders--;
    };
    for (let round = 0; round < 5; round++) {
      writeFileSync(path(), JSON.stringify({ ...ownIdentity(), pid: deadPid(), token: `x${round}` }));
      await Promise.all(Array.from({ length: 8 }, () => withLock(path(), work)));
    }
    expect(most).toBe(1);
  });

  it('stays with a process of this machine that slept, and is taken from a number that was given anew', async () => {
    const sleeper = spawn('sleep', ['60'], { stdio: 'ignore' });
    try {
      const started = readFileSync(`/proc/${sleeper.pid}/stat`, 'latin1').split(') ')[1]!.split(' ')[19]!;
      const holder = { ...ownIdentity(), pid: sleeper.pid!, started, token: 'x' };
      writeFileSync(path(), JSON.stringify(holder));
      const old = new Date(Date.now() - 3_600_000);
      utimesSync(path(), old, old);
      const control = new AbortController();
      setTimeout(() => control.abort(), 300);
      await expect(withLock(path(), async () => 'mine', { signal: control.signal })).rejects.toThrow(/abort/);
      writeFileSync(path(), JSON.stringify({ ...holder, started: '1' }));
      expect(await withLock(path(), async () => 'mine')).toBe('mine');
    } finally {
      sleeper.kill();
    }
  });

  it('is missed by a holder that lost it, before it replaces anything and without a sign of life for another', async () => {
    const before = JSON.stringify({ pid: 7, machine: 'elsewhere', started: '', token: 'other' });
    const work = async ({ confirm }: Lease) => {
      await confirm();
      writeFileSync(path(), before);
      await expect(confirm()).rejects.toThrow(/the lock .*a\.lock was lost to another process/);
      return 'noticed';
    };
    expect(await withLock(path(), work)).toBe('noticed');
    expect(readFileSync(path(), 'utf8')).toBe(before);
  });
});
