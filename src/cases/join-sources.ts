import type { FileNode } from '../model/action.ts';
import { byCodeUnit } from '../model/order.ts';
import type { Complain } from './complain.ts';
import type { CaseSource } from './schema.ts';

/** A file that several cases share, by its name in their folder; null where there is none of that name. */
export type TakeShared = (path: string) => Omit<FileNode, 'path'> | null;

/** The files of a case: its own, and those that it shares under the names it gives them. Throws what `complain` does. */
export function joinSources(
  own: readonly FileNode[],
  shared: NonNullable<CaseSource['shared']>,
  takeShared: TakeShared,
  complain: Complain,
): readonly FileNode[] {
  const pairs = Array.isArray(shared) ? shared.map((path) => [path, path] as const) : Object.entries(shared);
  const taken = pairs.map(([path, there], place): FileNode => {
    const at = ['shared', Array.isArray(shared) ? place : path];
    if (own.some((node) => node.path === path)) complain(`\`${path}\` lies in the folder of the case already`, at);
    const node = takeShared(there);
    if (!node) complain(`there is no file \`${there}\` in a folder _shared of the group or of all cases`, at);
    return { path, ...node };
  });
  return [...own, ...taken].sort((a, b) => byCodeUnit(a.path, b.path));
}
