import { mkdirSync, mkdtempSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '../../system/identity.ts';
import { killMarked } from '../../system/sandbox/process-tree.ts';
import { discardTree, sweepAside } from '../../toolchains/store/discard.ts';

/** Told, in one line, what of a scratch folder could not be removed. */
export type OnLeft = (line: string) => void;

/**
 * Gives `work` a folder of its own below `<store>/tmp`, which is gone afterwards, whatever was left in it; what cannot be
 * removed is set aside, and the outcome of the work stands.
 */
export async function withScratch<T>(
  store: string,
  work: (scratch: string) => Promise<T>,
  onLeft?: OnLeft,
): Promise<T> {
  const parent = parentOf(store);
  mkdirSync(parent, { recursive: true });
  const scratch = mkdtempSync(join(parent, `${process.pid}-`));
  try {
    return await work(scratch);
  } finally {
    await discard(store, scratch, onLeft);
  }
}

/** Removes the folders that killed processes left; their names begin with the process id. */
export async function sweepScratch(store: string, onLeft?: OnLeft): Promise<void> {
  await sweepAside(store);
  for (const name of await readdir(parentOf(store)).catch(() => [])) {
    const pid = Number.parseInt(name, 10);
    if (!(pid > 0) || isAlive(pid)) continue;
    // Without a sandbox, what a killed run had started goes on.
    killMarked(join(parentOf(store), name));
    await discard(store, join(parentOf(store), name), onLeft);
  }
}

async function discard(store: string, path: string, onLeft: OnLeft | undefined): Promise<void> {
  const line = await discardTree(store, path);
  if (line !== null) onLeft?.(line);
}

function parentOf(store: string): string {
  return join(store, 'tmp');
}
