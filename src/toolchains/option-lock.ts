import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemInInput } from '../model/errors.ts';
import { writeAtomically } from '../system/files.ts';
import { EMPTY_LOCK, type Lock, printLock, readLock } from './lock/lock.ts';
import type { Store } from './store/store.ts';

/**
 * What versions given by options stand for is kept in the store, so that the same command asks nobody again and leaves
 * the committed lock alone. A damaged one resolves nothing.
 */
export async function readOptionLock(store: Store): Promise<Lock> {
  const text = await readFile(pathOf(store), 'utf8').catch(() => null);
  if (text === null) return EMPTY_LOCK;
  try {
    return readLock(text, pathOf(store));
  } catch (error) {
    if (error instanceof ProblemInInput) return EMPTY_LOCK;
    throw error;
  }
}

/** Keeps it where it has changed. */
export function writeOptionLock(store: Store, before: Lock, after: Lock): void {
  const text = printLock(after);
  if (text !== printLock(before)) writeAtomically(pathOf(store), text);
}

function pathOf(store: Store): string {
  return join(store.dir, 'options.lock.yaml');
}
