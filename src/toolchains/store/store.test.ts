import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deadMark, elsewhere } from '../../system/mark.fixture.ts';
import { ownMark } from '../../system/mark.ts';
import { type LockedToolchain, storeName } from '../lock/locked.ts';
import { pruneStore, verifyStored } from './manage.ts';
import { findStored, installInto, listStored, openStore, type Staged, type Store } from './store.ts';
import { recordTree } from './tree-digest.ts';

const A = 'a'.repeat(64);
const LOCKED: LockedToolchain = {
  tool: 'node',
  version: '20.1.0',
  origin: 'npm',
  provenance: 'published-hash',
  platforms: { 'linux-x64': { disk: 1, files: [{ name: 'node', version: '20.1.0', size: 1, sha256: A }] } },
};
const NAME = storeName(LOCKED, 'linux-x64');

let dir: string;
let store: Store;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'emrift-store-'));
  store = await openStore(dir, 'linux-x64');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const staged = (): Staged => ({
  toolchain: {
    id: 'node20.1.0',
    tool: 'node',
    version: '20.1.0',
    origin: 'npm',
    provenance: 'published-hash',
    layout: 'relocatable',
    path: ['bin'],
    env: {},
    files: {},
    lacks: {},
    borrowed: {},
  },
  sources: LOCKED.platforms['linux-x64']!.files,
});
const make = async (staging: string) => {
  mkdirSync(join(staging, 'tree/bin'), { recursive: true });
  writeFileSync(join(staging, 'tree/bin/node'), 'run me');
  writeFileSync(join(staging, 'tree/README'), 'read me');
  return staged();
};

describe('the store', () => {
  it('gives back what was installed, with size and digest', async () => {
    expect(await findStored(store, LOCKED)).toBeNull();
    const { toolchain } = await installInto(store, NAME, make);
    expect(toolchain).toMatchObject({ id: 'node20.1.0', size: 13, dir: join(dir, 'toolchains', NAME, 'tree') });
    expect((await findStored(store, LOCKED))?.toolchain).toEqual(toolchain);
    expect((await listStored(store)).map((one) => one.name)).toEqual([NAME]);
    expect(readdirSync(join(dir, 'staging'))).toEqual([]);
  });

  it('lets one of two at once work and the other wait', async () => {
    let made = 0;
    const waits: number[] = [];
    const slow = async (staging: string) => {
      made++;
      await sleep(150);
      return await make(staging);
    };
    const both = [1, 2].map(() => installInto(store, NAME, slow, { onWait: (pid) => waits.push(pid) }));
    const [first, second] = await Promise.all(both);
    expect(made).toBe(1);
    expect(waits).toEqual([process.pid]);
    expect(second).toEqual(first);
  });

  it('leaves nothing of an installation that failed, and can then be tried again', async () => {
    const failing = async (staging: string): Promise<Staged> => {
      mkdirSync(join(staging, 'tree'));
      throw new Error('the network went away');
    };
    await expect(installInto(store, NAME, failing)).rejects.toThrow('the network went away');
    expect(await findStored(store, LOCKED)).toBeNull();
    expect(readdirSync(join(dir, 'staging'))).toEqual([]);
    expect(await installInto(store, NAME, make)).toBeTruthy();
  });

  it('sweeps what a killed process left as soon as it is opened, also where nothing is installed any more', async () => {
    const left = join(dir, 'staging', `${NAME}.${deadMark()}.0011aabb`);
    const working = join(dir, 'staging', `other.${ownMark()}.0011aabb`);
    const remote = join(dir, 'staging', `${NAME}.${elsewhere(deadMark())}.0011aabb`);
    for (const path of [left, working, remote]) mkdirSync(path);
    mkdirSync(join(dir, 'toolchains', NAME, 'tree'), { recursive: true });
    const again = await openStore(dir, 'linux-x64');
    expect([left, working, remote].map((path) => existsSync(path))).toEqual([false, true, true]);
    expect(await findStored(again, LOCKED)).toBeNull();
    await installInto(again, NAME, make);
    expect(await findStored(again, LOCKED)).not.toBeNull();
  });

  it('refuses by name what was made from other files than the lock names', async () => {
    await installInto(store, NAME, make);
    const files = [{ name: 'node', version: '20.1.0', size: 1, sha256: 'b'.repeat(64) }];
    const other = { ...LOCKED, platforms: { 'linux-x64': { disk: 1, files } } };
    await expect(findStored(store, other)).rejects.toThrow(/node20\.1\.0 in the store was made from another node/);
  });

  it('names the files that differ from what was installed', async () => {
    const stored = await installInto(store, NAME, make);
    expect(await verifyStored(store, stored)).toEqual({ kind: 'intact' });
    writeFileSync(join(stored.toolchain.dir, 'bin/node'), 'run ME');
    writeFileSync(join(stored.toolchain.dir, 'new file'), '');
    expect(await verifyStored(store, stored)).toEqual({ kind: 'differs', paths: ['bin/node', 'new file'], count: 2 });
    writeFileSync(join(dir, 'toolchains', NAME, 'manifest'), 'x');
    expect(await verifyStored(store, stored)).toMatchObject({ kind: 'differs', count: 1 });
  });

  it('prunes all but what is named', async () => {
    await installInto(store, NAME, make);
    await installInto(store, 'node18.0.0-0123456789ab', make);
    const { removed, bytes } = await pruneStore(store, new Set([NAME]));
    expect([removed.map((one) => one.name), bytes]).toEqual([['node18.0.0-0123456789ab'], 13]);
    expect((await listStored(store)).map((one) => one.name)).toEqual([NAME]);
  });

  it('says how to go on where it cannot be written', async () => {
    writeFileSync(join(dir, 'file'), '');
    await expect(openStore(join(dir, 'file/store'), 'linux-x64')).rejects.toThrow(
      /cannot write the store .*file\/store/,
    );
  });
});

describe('recordTree', () => {
  it('sees contents, execute bits and links, but neither times nor compiled Python', async () => {
    const tree = join(dir, 'tree');
    mkdirSync(join(tree, 'a/__pycache__'), { recursive: true });
    writeFileSync(join(tree, 'a/f'), 'one');
    symlinkSync('f', join(tree, 'a/link'));
    const digests = [(await recordTree(tree)).digest];
    utimesSync(join(tree, 'a/f'), new Date(0), new Date(0));
    writeFileSync(join(tree, 'a/__pycache__/f.pyc'), 'compiled');
    expect((await recordTree(tree)).digest).toBe(digests[0]);
    const changes = [
      () => chmodSync(join(tree, 'a/f'), 0o755),
      () => writeFileSync(join(tree, 'a/f'), 'two'),
      () => rmSync(join(tree, 'a/link')),
      () => symlinkSync('g', join(tree, 'a/link')),
    ];
    for (const change of changes) {
      change();
      digests.push((await recordTree(tree)).digest);
    }
    expect(new Set(digests).size).toBe(5);
  });
});
