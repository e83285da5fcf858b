import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
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

/** Files up to this size, in bytes, are read in one piece, and the process waits for it. */
const LARGEST_WHOLE = 1 << 20;
/** How long others in this process wait at most, in ms. */
const TURN = 10;

/**
 * Records a folder: paths, contents, executable bits and links, but no times, owners or empty folders, and no compiled
 * Python, which Python may write anew.
 */
export async function recordTree(root: string, signal?: AbortSignal): Promise<TreeRecord> {
  const lines: string[] = [];
  let bytes = 0;
  let turn = performance.now();
  // Most files are small: asking the system for each of them in a thread of its own takes twice as long (measured on a Go).
  for (const path of listEntries(root, '').sort(byCodeUnit)) {
    signal?.throwIfAborted();
    if (performance.now() - turn > TURN) {
      await setImmediate();
      turn = performance.now();
    }
    const full = join(root, path);
    const stats = lstatSync(full);
    if (stats.isSymbolicLink()) {
      lines.push(`l ${readlinkSync(full)} ${path}`);
      continue;
    }
    bytes += stats.size;
    const content = stats.size > LARGEST_WHOLE ? await hashFile(full, { signal }) : sha256(readFileSync(full));
    lines.push(`${stats.mode & 0o100 ? 'x' : 'f'} ${content} ${path}`);
  }
  return { digest: digestOf(lines), lines, bytes };
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

function listEntries(root: string, below: string): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(join(root, below), { withFileTypes: true })) {
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory()) {
      if (entry.name !== '__pycache__') for (const inner of listEntries(root, path)) found.push(inner);
    } else if (entry.isFile() || entry.isSymbolicLink()) {
      found.push(path);
    }
  }
  return found;
}
