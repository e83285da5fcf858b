import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Digest } from '../../model/action.ts';
import { sha256 } from '../../model/canonical.ts';
import { byCodeUnit } from '../../model/order.ts';
import { hashFile } from '../../system/files.ts';

/** A tree's fingerprint, its entries, and the bytes of its files. */
export interface TreeRecord {
  readonly digest: Digest;
  /** One line an entry, sorted by path: kind (`f`, `x` executable, `l` link), content's SHA-256 or link target, path. */
  readonly lines: readonly string[];
  readonly bytes: number;
}

/** Files hashed at the same time; more only contend for the disk. */
const PARALLEL = 8;
/** Files up to this size, in bytes, are read in one piece. */
const LARGEST_WHOLE = 4 << 20;

/**
 * Records a folder: paths, contents, executable bits and links, but no times, owners or empty folders, and no compiled
 * Python, which Python may write anew.
 */
export async function recordTree(root: string, signal?: AbortSignal): Promise<TreeRecord> {
  const paths = await listEntries(root, '');
  paths.sort(byCodeUnit);
  const lines = new Array<string>(paths.length);
  let next = 0;
  let bytes = 0;
  const work = async () => {
    for (let index = next++; index < paths.length; index = next++) {
      signal?.throwIfAborted();
      const path = paths[index]!;
      const stats = await lstat(join(root, path));
      if (stats.isSymbolicLink()) {
        lines[index] = `l ${await readlink(join(root, path))} ${path}`;
        continue;
      }
      bytes += stats.size;
      const content = await hashContent(join(root, path), stats.size, signal);
      lines[index] = `${stats.mode & 0o100 ? 'x' : 'f'} ${content} ${path}`;
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return { digest: digestOf(lines), lines, bytes };
}

/** A stream costs more than most files of a toolchain hold. */
async function hashContent(path: string, size: number, signal?: AbortSignal): Promise<string> {
  return size > LARGEST_WHOLE ? await hashFile(path, { signal }) : sha256(await readFile(path));
}

/** The digest of a recorded tree's lines. */
export function digestOf(lines: readonly string[]): Digest {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(`${line}\n`);
  return `sha256:${hash.digest('hex')}`;
}

/** The paths at which two recorded trees differ, sorted. */
export function compareTrees(before: readonly string[], after: readonly string[]): string[] {
  const [old, now] = [new Set(before), new Set(after)];
  const differing = [...before.filter((line) => !now.has(line)), ...after.filter((line) => !old.has(line))];
  return [...new Set(differing.map(pathOf))].sort(byCodeUnit);
}

/** Paths of a store hold no blanks except in links' targets and rare file names; the path is what follows kind and value. */
function pathOf(line: string): string {
  return line.split(' ').slice(2).join(' ');
}

async function listEntries(root: string, below: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(join(root, below), { withFileTypes: true })) {
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory()) {
      if (entry.name !== '__pycache__') for (const inner of await listEntries(root, path)) found.push(inner);
    } else if (entry.isFile() || entry.isSymbolicLink()) {
      found.push(path);
    }
  }
  return found;
}
