import { lstat, realpath, rename, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { InfrastructureError } from '../../model/errors.ts';
import { removeTree } from '../../system/remove-tree.ts';

/**
 * The path of a folder below `root` that is reached without any link on the way. What was unpacked may have put a
 * link in its place, and then whatever is done with it would be done somewhere else. Throws `InfrastructureError` where
 * there is none.
 */
export async function realFolder(root: string, path = ''): Promise<string> {
  let at = root;
  for (const part of ['', ...path.split('/').filter(Boolean)]) {
    at = part ? join(at, part) : at;
    const stats = await lstat(at).catch(() => null);
    if (!stats?.isDirectory()) throw new InfrastructureError(`what was unpacked has no folder ${path || 'at its top'}`);
  }
  return at;
}

/**
 * The path of a file below `root`, which may be a link, but none that leads outside. Throws `InfrastructureError` where
 * there is none.
 */
export async function realFile(root: string, path: string): Promise<string> {
  const real = await realpath(join(root, path)).catch(() => null);
  const inside = real?.startsWith(`${await realpath(root)}${sep}`) && (await stat(real)).isFile();
  if (!real || !inside) throw new InfrastructureError(`what was unpacked has no file ${path}`);
  return real;
}

/**
 * Moves a folder of what was unpacked to where there is nothing yet. Throws `InfrastructureError` where there is no
 * such folder.
 */
export async function moveFolder(root: string, path: string, to: string): Promise<void> {
  await rename(await realFolder(root, path), to);
}

/**
 * Removes something of what was unpacked, if it is there; a link on the way is not followed. Throws
 * `InfrastructureError` where it cannot be removed.
 */
export async function removeInside(root: string, path: string): Promise<void> {
  const parent = path.split('/').slice(0, -1).join('/');
  const left = await removeTree(join(await realFolder(root, parent), path.split('/').at(-1)!));
  if (left) throw new InfrastructureError(`${path} could not be removed (${left.code})`);
}
