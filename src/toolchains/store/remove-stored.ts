import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { isLeftOver, MARK, ownMark } from '../../system/mark.ts';
import { discardTree } from './discard.ts';
import { otherUsers } from './users.ts';

/**
 * Removes a toolchain from the store, at once for whoever looks for it. One that another process uses stays: whoever
 * noted that before it was moved away gets it back, whoever looks later finds none. Whether it is gone. False: it is in
 * use, and stays.
 */
export async function removeStored(store: { readonly dir: string }, name: string): Promise<boolean> {
  const isUsed = async () => (await otherUsers(store.dir)).some(({ names }) => names.has(name));
  if (await isUsed()) return false;
  const place = join(store.dir, 'toolchains', name);
  const aside = join(store.dir, 'staging', `${name}.${ownMark()}.removed`);
  await rename(place, aside);
  if (await isUsed()) {
    await rename(aside, place);
    return false;
  }
  await discardTree(store.dir, aside);
  return true;
}

const STAGED = new RegExp(`\\.(${MARK})\\.[0-9a-z]+$`);

/** Removes what dead processes left in the staging folder. */
export async function sweepStaging(store: { readonly dir: string }): Promise<void> {
  for (const name of await readdir(join(store.dir, 'staging')).catch(() => [])) {
    const path = join(store.dir, 'staging', name);
    const mark = STAGED.exec(name)?.[1];
    if (mark && isLeftOver(mark, path)) await discardTree(store.dir, path);
  }
}
