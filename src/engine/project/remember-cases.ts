import { resolve } from 'node:path';
import type { Case } from '../../cases/case.ts';
import type { Blobs } from '../../run/storage/blobs.ts';
import type { MemoStore } from '../../run/storage/memo-store.ts';
import { isSettled, signsOf } from '../../system/signs.ts';
import { loadCases } from './load-cases.ts';

/**
 * What `loadCases` gives, with each source kept. Where no file below the folder has another time, size, mode or inode than
 * the last time, and each content is still kept, nothing is read: that alone is a third of a run in which nothing changed.
 * Throws `ProblemInInput` for the first mistake in any case.
 */
export function loadCasesOnce(root: string, blobs: Pick<Blobs, 'put' | 'has'>, memos: MemoStore): readonly Case[] {
  const seen = signsOf([resolve(root)]);
  const memo = memos<readonly Case[]>('cases', [resolve(root), seen?.files]);
  const known = seen && memo.value;
  if (known?.every(({ sources }) => sources.every(({ digest }) => blobs.has(digest)))) return known;
  const cases = loadCases(root, (content) => blobs.put(content));
  if (seen && isSettled(seen)) memo.keep(cases);
  return cases;
}
