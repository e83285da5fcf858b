import { lstatSync, type Stats } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { InfrastructureError } from '../../model/errors.ts';
import { realFolder } from './folders.ts';
import { MOST } from './members.ts';

/** Bits that give a program other rights than those of who starts it. */
const SETUID_SETGID = 0o6000;

/**
 * Goes through a tree that is about to become a toolchain, whoever made it. Throws `InfrastructureError` where its top is
 * no real folder, where it has more than files, folders and links, or where it is too large to be one.
 */
export async function checkTree(tree: string, signal?: AbortSignal): Promise<void> {
  await realFolder(tree);
  const folders = [''];
  const sum = { bytes: 0, entries: 0 };
  for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
    signal?.throwIfAborted();
    for await (const entry of await opendir(join(tree, at))) {
      const path = at ? `${at}/${entry.name}` : entry.name;
      const why = refuseEntry(tree, path, sum);
      if (why)
        throw new InfrastructureError(`what was unpacked holds ${JSON.stringify(path.slice(0, 80))}, which ${why}`);
      if (entry.isDirectory()) folders.push(path);
    }
  }
}

function refuseEntry(tree: string, path: string, sum: { bytes: number; entries: number }): string | null {
  const stats = look(join(tree, path));
  if (!stats) return 'has a name that is no text';
  sum.entries++;
  sum.bytes += stats.isFile() ? stats.size : 0;
  if (!stats.isFile() && !stats.isDirectory() && !stats.isSymbolicLink()) return 'is neither file nor folder nor link';
  if (stats.isFile() && stats.mode & SETUID_SETGID) return 'has a setuid or setgid bit';
  if (stats.isFile() && stats.size > MOST.file) return 'is too large';
  if (path.split('/').length > MOST.depth) return 'lies too deep';
  return sum.bytes > MOST.tree || sum.entries > MOST.members ? 'makes it too large' : null;
}

/** At once: a thread for each of ten thousand files costs more than looking at them. */
function look(path: string): Stats | null {
  try {
    return lstatSync(path);
  } catch {
    return null;
  }
}
