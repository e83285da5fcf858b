import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Remainder, removeTree } from '../../system/remove-tree.ts';

/** Where a store keeps what it could not remove. */
const ASIDE = 'aside';
/** How long all that was set aside is tried again, in milliseconds. */
const SWEEP_WITHIN = 10_000;

/**
 * Removes a folder of a store whatever it holds. What cannot be removed is set aside, where nothing meets it again, and
 * is reported in one line; null where all went well. Never throws: what is left over is no reason to end anything.
 */
export async function discardTree(store: string, path: string, longest?: number): Promise<string | null> {
  const left = await removeTree(path, longest).catch((error: Error): Remainder => ({ code: error.message }));
  if (!left) return null;
  const aside = join(store, ASIDE, `${basename(path)}.${randomBytes(4).toString('hex')}`);
  try {
    await mkdir(join(store, ASIDE), { recursive: true });
    await rename(path, aside);
    return `${path} could not be removed (${left.code}) and is set aside as ${aside}`;
  } catch {
    return `${path} could not be removed (${left.code})`;
  }
}

/** Tries once more to remove what was set aside; gives how many things stay. */
export async function sweepAside(store: string): Promise<number> {
  const folder = join(store, ASIDE);
  const until = Date.now() + SWEEP_WITHIN;
  let left = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const gone = await removeTree(join(folder, name), until - Date.now()).catch(() => true);
    if (gone !== null) left++;
  }
  return left;
}
