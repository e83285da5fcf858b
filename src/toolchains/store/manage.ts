import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from './lock-file.ts';
import { listStored, removeStored, type Store, type StoredToolchain, sweepStaging } from './store.ts';
import { compareTrees, digestOf, recordTree } from './tree-digest.ts';

/** Whether a toolchain is what was installed; if not, the paths that differ, at most the first hundred. */
export type Verification =
  | { readonly kind: 'intact' }
  | { readonly kind: 'differs'; readonly paths: readonly string[]; readonly count: number };

/** Paths that are named at most. */
const MOST_PATHS = 100;

/** Reads a toolchain's whole tree again and compares it with the record of its installation. */
export async function verifyStored(store: Store, stored: StoredToolchain): Promise<Verification> {
  const { digest, dir } = stored.toolchain;
  const now = await recordTree(dir);
  if (now.digest === digest) return { kind: 'intact' };
  const text = await readFile(join(store.dir, 'toolchains', stored.name, 'manifest'), 'utf8').catch(() => '');
  const before = text.split('\n').filter(Boolean);
  // A record that was changed too cannot tell which files were.
  if (digestOf(before) !== digest) return { kind: 'differs', paths: ['(the record of its files, too)'], count: 1 };
  const paths = compareTrees(before, now.lines);
  return { kind: 'differs', paths: paths.slice(0, MOST_PATHS), count: paths.length };
}

/** What was removed, and how many bytes that freed. */
export interface Pruned {
  readonly removed: readonly StoredToolchain[];
  readonly bytes: number;
}

/**
 * Removes all toolchains but those whose folders are named, what dead processes left, and the package indexes, which are
 * fetched again when they are needed. A toolchain that is just being installed is left alone.
 */
export async function pruneStore(store: Store, keep: ReadonlySet<string>): Promise<Pruned> {
  const removed: StoredToolchain[] = [];
  for (const stored of await listStored(store)) {
    if (keep.has(stored.name)) continue;
    await withLock(join(store.dir, 'locks', `${stored.name}.lock`), () => removeStored(store, stored.name));
    removed.push(stored);
  }
  await sweepStaging(store);
  const suites = join(store.dir, 'debian');
  for (const suite of await readdir(suites).catch(() => [])) {
    await withLock(join(suites, suite, 'lock'), () => rm(join(suites, suite, 'offers.json'), { force: true }));
    for (const part of ['state', 'cache']) await rm(join(suites, suite, part), { recursive: true, force: true });
  }
  return { removed, bytes: removed.reduce((sum, stored) => sum + stored.toolchain.size, 0) };
}
