import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from '../../system/lock-file.ts';
import { discardTree, sweepAside } from './discard.ts';
import { removeStored, sweepStaging } from './remove-stored.ts';
import { listStored, type Store, type StoredToolchain } from './store.ts';
import { compareTrees, digestOf, recordTree } from './tree-digest.ts';
import { otherUsers } from './users.ts';

/** Whether a toolchain is what was installed; if not, the paths that differ, at most the first hundred. */
export type Verification =
  | { readonly kind: 'intact' }
  | { readonly kind: 'differs'; readonly paths: readonly string[]; readonly count: number };

/** Paths that are named at most. */
const MOST_PATHS = 100;

/** Reads a toolchain's whole tree again and compares it with the record of its installation. */
export async function verifyStored(store: Store, stored: StoredToolchain, signal?: AbortSignal): Promise<Verification> {
  const { digest, dir } = stored.toolchain;
  const now = await recordTree(dir, signal);
  if (now.digest === digest) return { kind: 'intact' };
  const text = await readFile(join(store.dir, 'toolchains', stored.name, 'manifest'), 'utf8').catch(() => '');
  const before = text.split('\n').filter(Boolean);
  // A record that was changed too cannot say which files were.
  if (digestOf(before) !== digest) return { kind: 'differs', paths: ['(the record of its files, too)'], count: 1 };
  const paths = compareTrees(before, now.lines);
  return { kind: 'differs', paths: paths.slice(0, MOST_PATHS), count: paths.length };
}

/** What was removed, how many bytes that freed, and what stays because somebody uses it. */
export interface Pruned {
  readonly removed: readonly StoredToolchain[];
  readonly bytes: number;
  readonly inUse: readonly StoredToolchain[];
  /** Other processes that have the store open: then prepared caches and indexes stay too. */
  readonly users: readonly number[];
}

/**
 * Removes all toolchains but those whose folders are named and those that another process uses, what dead processes left,
 * and, where nobody else has the store open, the package indexes, which are fetched again when they are needed. A toolchain
 * that is just being installed is left alone.
 */
export async function pruneStore(store: Store, keep: ReadonlySet<string>): Promise<Pruned> {
  const removed: StoredToolchain[] = [];
  const inUse: StoredToolchain[] = [];
  for (const stored of await listStored(store)) {
    if (keep.has(stored.name)) continue;
    const lock = join(store.dir, 'locks', `${stored.name}.lock`);
    const isGone = await withLock(lock, () => removeStored(store, stored.name));
    (isGone ? removed : inUse).push(stored);
  }
  await sweepStaging(store);
  await sweepAside(store.dir);
  const users = (await otherUsers(store.dir)).map(({ pid }) => pid);
  if (users.length === 0) await pruneIndexes(store);
  return { removed, inUse, users, bytes: removed.reduce((sum, stored) => sum + stored.toolchain.size, 0) };
}

/** What pruning would remove now; removes nothing. */
export async function foreseePrune(store: Store, keep: ReadonlySet<string>): Promise<Pruned> {
  const others = await otherUsers(store.dir);
  const isUsed = ({ name }: StoredToolchain) => others.some(({ names }) => names.has(name));
  const goes = (await listStored(store)).filter(({ name }) => !keep.has(name));
  const removed = goes.filter((stored) => !isUsed(stored));
  const bytes = removed.reduce((sum, stored) => sum + stored.toolchain.size, 0);
  return { removed, bytes, inUse: goes.filter(isUsed), users: others.map(({ pid }) => pid) };
}

async function pruneIndexes(store: Store): Promise<void> {
  const suites = join(store.dir, 'debian');
  for (const suite of await readdir(suites).catch(() => [])) {
    await withLock(join(suites, suite, 'lock'), () => rm(join(suites, suite, 'offers.json'), { force: true }));
    for (const part of ['state', 'cache']) await discardTree(store.dir, join(suites, suite, part));
  }
}
