import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { killMarked } from '../toolchains/sandbox/process-tree.ts';
import { isAlive } from '../toolchains/store/lock-file.ts';

/** Gives `work` a folder of its own below `<store>/tmp`, which is gone afterwards. */
export async function withScratch<T>(store: string, work: (scratch: string) => Promise<T>): Promise<T> {
  const parent = parentOf(store);
  mkdirSync(parent, { recursive: true });
  const scratch = mkdtempSync(join(parent, `${process.pid}-`));
  try {
    return await work(scratch);
  } finally {
    // Not synchronously: a copied build cache is a thousand files, and other steps wait for this thread.
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Removes the folders that killed processes left; their names begin with the process id. */
export function sweepScratch(store: string): void {
  let names: string[];
  try {
    names = readdirSync(parentOf(store));
  } catch {
    return;
  }
  for (const name of names) {
    const pid = Number.parseInt(name, 10);
    if (!(pid > 0) || isAlive(pid)) continue;
    // Without a sandbox, what a killed run had started goes on.
    killMarked(join(parentOf(store), name));
    rmSync(join(parentOf(store), name), { recursive: true, force: true, maxRetries: 3 });
  }
}

function parentOf(store: string): string {
  return join(store, 'tmp');
}
