import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownIdentity } from '../../system/identity.ts';
import { withLock } from '../../system/lock-file.ts';
import { deadMark, elsewhere } from '../../system/mark.fixture.ts';
import { ownMark } from '../../system/mark.ts';
import { keepWithin } from './keep-within.ts';
import { countResults, pruneLock, pruneResults } from './kept-results.ts';
import { pruneStore } from './manage.ts';
import { installInto, listStored, openStore, type Store } from './store.ts';

const DAY = 86_400_000;

let dir: string;
let store: Store;
let other: ChildProcess;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'emrift-kept-'));
  store = await openStore(dir, 'linux-x64');
  other = spawn('sleep', ['60'], { stdio: 'ignore' });
});
afterEach(() => {
  other.kill();
  rmSync(dir, { recursive: true, force: true });
});

/** The note of another living process that has the store open. */
function enterAsOther(...names: string[]): void {
  const started = readFileSync(`/proc/${other.pid}/stat`, 'latin1').split(') ')[1]!.split(' ')[19]!;
  const identity = { ...ownIdentity(), pid: other.pid!, started };
  writeFileSync(join(dir, 'in-use/other'), [JSON.stringify(identity), ...names, ''].join('\n'));
}

/** Lays a file of 8 kB that was last used so many days ago. */
function lay(path: string, days: number): string {
  const full = join(dir, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, Buffer.alloc(8192, 1));
  const used = new Date(Date.now() - days * DAY);
  utimesSync(full, used, used);
  return full;
}

const NEVER = { age: 1000 * DAY, most: null };

describe('pruneResults', () => {
  it('removes what was not used for long, and then the least recently used until the rest is small enough', async () => {
    lay('blobs/aa/old', 40);
    lay('actions/bb/old.json', 31);
    lay('no-sandbox/actions/bb/young.json', 3);
    lay('blobs/aa/young', 2);
    lay('blobs/cc/youngest', 1);
    expect(await countResults(dir)).toEqual({ files: 5, bytes: 5 * 8192 });
    const byAge = await pruneResults(dir, { age: 30 * DAY, most: null }, true);
    expect(byAge).toMatchObject({ kind: 'pruned', removed: { files: 2, bytes: 2 * 8192 }, left: { files: 3 } });
    expect(await countResults(dir)).toMatchObject({ files: 5 });
    await pruneResults(dir, { age: 30 * DAY, most: 2 * 8192 });
    expect(readdirSync(join(dir, 'blobs'))).toEqual(['aa', 'cc']);
    expect(existsSync(join(dir, 'no-sandbox/actions/bb/young.json'))).toBe(false);
    expect(await countResults(dir)).toEqual({ files: 2, bytes: 2 * 8192 });
  });

  it('sweeps what dead processes were writing', async () => {
    const left = lay(`blobs/aa/x.${deadMark()}.0011aabb.draft`, 0);
    const working = lay(`blobs/aa/x.${ownMark()}.0011aabb.draft`, 0);
    const remote = lay(`blobs/aa/x.${elsewhere(deadMark())}.0011aabb.draft`, 0);
    await pruneResults(dir, NEVER);
    expect([left, working, remote].map((path) => existsSync(path))).toEqual([false, true, true]);
  });

  it('leaves all alone while another process has the store open, however long that slept', async () => {
    const blob = lay('blobs/aa/old', 40);
    enterAsOther();
    utimesSync(join(dir, 'in-use/other'), new Date(0), new Date(0));
    expect(await pruneResults(dir, { age: 0, most: 0 })).toEqual({ kind: 'in-use', pid: other.pid });
    expect(existsSync(blob)).toBe(true);
    other.kill();
    await sleep(50);
    expect(await pruneResults(dir, { age: 0, most: 0 })).toMatchObject({ removed: { files: 1 } });
    expect(existsSync(join(dir, 'in-use/other'))).toBe(false);
  });

  it('makes a process wait that opens the store meanwhile', async () => {
    let done = false;
    const pruning = withLock(pruneLock(dir), async () => {
      await sleep(300);
      done = true;
    });
    await sleep(50);
    await openStore(dir, 'linux-x64');
    expect(done).toBe(true);
    await pruning;
  });

  it('is done by itself once a day, within the bound that the store has', async () => {
    lay('blobs/aa/old', 100);
    lay('blobs/aa/young', 1);
    expect(await keepWithin(store, null)).toEqual({ files: 1, bytes: 8192 });
    expect(await keepWithin(store, 0)).toBeNull();
    utimesSync(join(dir, 'looked-through'), new Date(0), new Date(0));
    expect(await keepWithin(store, 0)).toEqual({ files: 1, bytes: 8192 });
  });
});

describe('pruneStore', () => {
  const make = async (staging: string) => {
    mkdirSync(join(staging, 'tree'));
    writeFileSync(join(staging, 'tree/f'), 'x');
    const described = { tool: 'node', version: '20.1.0', origin: 'npm', provenance: 'first-use' } as const;
    const rest = { layout: 'relocatable', path: [], env: {}, files: {}, lacks: {}, borrowed: {} } as const;
    return { toolchain: { id: 'node20.1.0', ...described, ...rest }, sources: [] };
  };

  it('keeps a toolchain that another living process uses, and says so', async () => {
    for (const name of ['used', 'unused']) await installInto(store, name, make);
    enterAsOther('used');
    const pruned = await pruneStore(store, new Set());
    expect(pruned.removed.map(({ name }) => name)).toEqual(['unused']);
    expect(pruned).toMatchObject({ inUse: [{ name: 'used' }], users: [other.pid] });
    expect((await listStored(store)).map(({ name }) => name)).toEqual(['used']);
    other.kill();
    await sleep(50);
    expect((await pruneStore(store, new Set())).removed.map(({ name }) => name)).toEqual(['used']);
  });
});
