import { chmodSync, lstatSync, mkdirSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileNode } from '../../model/action.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { Blobs } from '../blobs.ts';

/** Lays the input tree of an action into an empty folder, as files of its own that it may change. */
export async function layInputs(folder: string, inputs: readonly FileNode[], blobs: Blobs): Promise<void> {
  for (const parent of new Set(inputs.map((node) => dirname(node.path))))
    mkdirSync(join(folder, parent), { recursive: true });
  for (const node of inputs) {
    const path = join(folder, node.path);
    await blobs.copyTo(node.digest, path);
    chmodSync(path, node.executable ? 0o755 : 0o644);
  }
}

/** The most files that one declared output folder may hold. */
const MAX_FILES = 10_000;

/**
 * Takes the declared outputs that exist: regular files, and folders with all regular files below them. What was written
 * is hostile: links are not followed, so that nothing outside the folder can be taken.
 */
export function takeOutputs(folder: string, outputs: readonly string[], blobs: Blobs): FileNode[] {
  const root = realpathSync(folder);
  const taken = new Map<string, FileNode>();
  const take = (path: string) => {
    const full = join(root, path);
    const stat = statInside(root, path);
    if (!stat || taken.size >= MAX_FILES) return;
    if (stat.isDirectory()) {
      for (const name of readdirSync(full).sort(byCodeUnit)) take(`${path}/${name}`);
    } else if (stat.isFile()) {
      taken.set(path, {
        path,
        digest: blobs.putFile(full),
        ...(stat.mode & 0o100 ? { executable: true as const } : {}),
      });
    }
  };
  for (const path of outputs) take(path);
  return [...taken.values()].sort((a, b) => byCodeUnit(a.path, b.path));
}

function statInside(root: string, path: string) {
  try {
    const full = join(root, path);
    return realpathSync(dirname(full)) === dirname(full) ? lstatSync(full) : null;
  } catch {
    return null;
  }
}
