import { mkdirSync, mkdtempSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isLeftOver, MARK, ownMark } from '../../system/mark.ts';
import { killMarked } from '../../system/sandbox/process-tree.ts';
import { discardTree, sweepAside } from '../../toolchains/store/discard.ts';

/** Gets, in one line, what of a scratch folder could not be removed. */
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
  const scratch = mkdtempSync(join(parent, `${ownMark()}-`));
  try {
    return await work(scratch);
  } finally {
    await discard(store, scratch, onLeft);
  }
}

const SCRATCH = new RegExp(`^(${MARK})-`);

/** Removes the folders that killed processes left; their names begin with whose they are. */
export async function sweepScratch(store: string, onLeft?: OnLeft): Promise<void> {
  await sweepAside(store);
  for (const name of await readdir(parentOf(store)).catch(() => [])) {
    const path = join(parentOf(store), name);
    const mark = SCRATCH.exec(name)?.[1];
    if (mark === undefined || !isLeftOver(mark, path)) continue;
    // Without a sandbox, what a killed run had started goes on.
    killMarked(path);
    await discard(store, path, onLeft);
  }
}

async function discard(store: string, path: string, onLeft: OnLeft | undefined): Promise<void> {
  const line = await discardTree(store, path);
  if (line !== null) onLeft?.(line);
}

function parentOf(store: string): string {
  return join(store, 'tmp');
}
