import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { reviewableJson } from '../../model/canonical.ts';
import { InfrastructureError, ProblemInInput } from '../../model/errors.ts';
import type { Toolchain } from '../../model/toolchain.ts';
import { draftOf, exists, writeAtomically } from '../../system/files.ts';
import { makeFolder } from '../../system/folders.ts';
import { type Lease, withLock } from '../../system/lock-file.ts';
import { ownMark } from '../../system/mark.ts';
import {
  findMismatch,
  type LockedFile,
  type LockedToolchain,
  lockedId,
  type Platform,
  storeName,
} from '../lock/locked.ts';
import { discardTree } from './discard.ts';
import { pruneLock } from './kept-results.ts';
import { sweepStaging } from './remove-stored.ts';
import { recordTree } from './tree-digest.ts';
import { enterStore, markUse } from './users.ts';

/** The folder that holds all toolchains of a user. */
export interface Store {
  readonly dir: string;
  readonly platform: Platform;
}

/** What the store knows of an installed toolchain: all that a run needs in one small file. */
export interface Receipt {
  readonly schema: 1;
  readonly toolchain: Omit<Toolchain, 'dir'>;
  /** The files it was made from. */
  readonly sources: readonly LockedFile[];
}

/** A toolchain in the store, with what it was made from. */
export interface StoredToolchain {
  readonly name: string;
  readonly toolchain: Toolchain;
  readonly sources: readonly LockedFile[];
}

/**
 * Makes the store's folders and tries whether they can be written to. Throws `ProblemInInput` where no folder is named, and
 * `InfrastructureError` where it cannot be had.
 */
export async function openStore(dir: string, platform: Platform): Promise<Store> {
  if (!isAbsolute(dir)) {
    throw new ProblemInInput(`the store ${JSON.stringify(dir)} is no whole path`, {
      hint: `EMRIFT_STORE=${resolve(dir)}`,
    });
  }
  try {
    for (const part of ['toolchains', 'staging', 'locks']) makeFolder(join(dir, part));
    const draft = draftOf(join(dir, 'locks', 'try'));
    await writeFile(draft, 'x').finally(() => rm(draft, { force: true }));
    await enterStore(dir);
    // Whoever removes results looks first who is in the store: either this process was seen, or it waits.
    await withLock(pruneLock(dir), async () => {});
    // Also where nothing is installed any more: a process may have died after its toolchain was in place.
    await sweepStaging({ dir });
  } catch (error) {
    throw new InfrastructureError(`cannot write the store ${dir}: ${(error as Error).message}`, {
      hint: 'set EMRIFT_STORE to a folder that can be written to',
      cause: error,
    });
  }
  return { dir, platform };
}

/**
 * An installed toolchain by its locked description; null where it is not in the store. Refuses one made from other
 * files. Throws `InfrastructureError` for one.
 */
export async function findStored(store: Store, locked: LockedToolchain): Promise<StoredToolchain | null> {
  const name = storeName(locked, store.platform);
  markUse(store.dir, name);
  const stored = await readStored(store, name);
  if (!stored) return null;
  const other = findMismatch(locked.platforms[store.platform]?.files ?? [], stored.sources);
  if (!other) return stored;
  throw new InfrastructureError(`${lockedId(locked)} in the store was made from another ${other} than the lock names`, {
    hint: `look into it, then remove ${join(store.dir, 'toolchains', stored.name)}`,
  });
}

/**
 * Whether a toolchain under a locked description's name is installed, whatever it was made from. False: it is to be
 * installed.
 */
export async function isStored(store: Store, locked: LockedToolchain): Promise<boolean> {
  return await exists(join(store.dir, 'toolchains', storeName(locked, store.platform), 'receipt.json'));
}

/** A toolchain by its folder's name; null where there is none. */
async function readStored(store: Store, name: string): Promise<StoredToolchain | null> {
  const dir = join(store.dir, 'toolchains', name);
  let text: string;
  try {
    text = await readFile(join(dir, 'receipt.json'), 'utf8');
  } catch {
    return null;
  }
  try {
    const receipt = JSON.parse(text) as Receipt;
    if (receipt.schema !== 1) return null;
    return { name, toolchain: { ...receipt.toolchain, dir: join(dir, 'tree') }, sources: receipt.sources };
  } catch (error) {
    throw new InfrastructureError(`${join(dir, 'receipt.json')} is damaged`, { hint: `remove ${dir}`, cause: error });
  }
}

/** All toolchains in the store, by name. Throws `InfrastructureError` where a receipt is damaged. */
export async function listStored(store: Store): Promise<StoredToolchain[]> {
  const names = await readdir(join(store.dir, 'toolchains')).catch(() => []);
  const stored = await Promise.all(names.sort().map((name) => readStored(store, name)));
  return stored.filter((one) => one !== null);
}

/** What a toolchain's installer left, less what the store itself finds out. */
export interface Staged {
  readonly toolchain: Omit<Toolchain, 'dir' | 'digest' | 'size'>;
  readonly sources: readonly LockedFile[];
}

/**
 * Puts a toolchain into the store: `make` builds it in `<staging>/tree`, and only when all is done it is renamed into
 * place. Of several processes one works and the others wait for it; half a toolchain is never seen.
 */
export async function installInto(
  store: Store,
  name: string,
  make: (staging: string) => Promise<Staged>,
  options: { signal?: AbortSignal | undefined; onWait?: (pid: number) => void } = {},
): Promise<StoredToolchain> {
  const work = async (lease: Lease): Promise<StoredToolchain> => {
    const there = await readStored(store, name);
    if (there) return there;
    const staging = join(store.dir, 'staging', `${name}.${ownMark()}.${randomBytes(4).toString('hex')}`);
    await mkdir(staging);
    try {
      const { toolchain, sources } = await make(staging);
      const { digest, lines, bytes } = await recordTree(join(staging, 'tree'), options.signal);
      const receipt: Receipt = { schema: 1, toolchain: { ...toolchain, digest, size: bytes }, sources };
      const done = join(staging, 'done');
      await mkdir(done);
      await rename(join(staging, 'tree'), join(done, 'tree'));
      writeAtomically(join(done, 'manifest'), `${lines.join('\n')}\n`);
      writeAtomically(join(done, 'receipt.json'), reviewableJson(receipt));
      const target = join(store.dir, 'toolchains', name);
      await lease.confirm();
      // Without a receipt it is no toolchain: a deletion that was broken off.
      await discardTree(store.dir, target);
      await rename(done, target);
    } finally {
      await discardTree(store.dir, staging);
    }
    return (await readStored(store, name))!;
  };
  return await withLock(join(store.dir, 'locks', `${name}.lock`), work, options);
}
