import { chmodSync, chownSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileNode } from '../../model/action.ts';
import type { Blobs } from '../storage/blobs.ts';

/**
 * Lays the input tree of an action into an empty folder, as files of its own that it may change; they belong to `user`,
 * where one is given.
 */
export async function layInputs(
  folder: string,
  inputs: readonly FileNode[],
  blobs: Blobs,
  user: number | null,
): Promise<void> {
  const give = (path: string) => user !== null && chownSync(path, user, user);
  give(folder);
  for (const parent of parentsOf(inputs)) {
    mkdirSync(join(folder, parent));
    give(join(folder, parent));
  }
  for (const node of inputs) {
    const path = join(folder, node.path);
    await blobs.copyTo(node.digest, path);
    chmodSync(path, node.executable ? 0o755 : 0o644);
    give(path);
  }
}

/** All folders of a tree, each after the one that it lies in. */
function parentsOf(inputs: readonly FileNode[]): string[] {
  const parents = new Set<string>();
  const add = (path: string) => {
    const parent = dirname(path);
    if (parent === '.' || parents.has(parent)) return;
    add(parent);
    parents.add(parent);
  };
  for (const { path } of inputs) add(path);
  return [...parents];
}
