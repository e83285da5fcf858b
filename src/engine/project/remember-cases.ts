import { type BigIntStats, lstatSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Case } from '../../cases/case.ts';
import type { Blobs } from '../../run/storage/blobs.ts';
import type { MemoStore } from '../../run/storage/memo-store.ts';
import { loadCases } from './load-cases.ts';

/** A file that changed so shortly before it was looked at may change once more without its times showing it; in ns. */
const SETTLED = 2_000_000_000n;

/**
 * What `loadCases` gives, with each source kept. Where no file below the folder has another time, size, mode or inode than
 * the last time, and each content is still kept, nothing is read: that alone is a third of a run in which nothing changed.
 * Throws `ProblemInInput` for the first mistake in any case.
 */
export function loadCasesOnce(root: string, blobs: Pick<Blobs, 'put' | 'has'>, memos: MemoStore): readonly Case[] {
  const seen = lookAt(resolve(root));
  const memo = memos<readonly Case[]>('cases', [resolve(root), seen?.files]);
  const known = seen && memo.value;
  if (known?.every(({ sources }) => sources.every(({ digest }) => blobs.has(digest)))) return known;
  const cases = loadCases(root, (content) => blobs.put(content));
  if (seen && seen.newest < BigInt(Date.now()) * 1_000_000n - SETTLED) memo.keep(cases);
  return cases;
}

/** All that lies below a folder, each with what shows that it changed; null where something cannot be looked at. */
function lookAt(root: string): { readonly files: readonly string[]; readonly newest: bigint } | null {
  const files: string[] = [];
  let newest = 0n;
  const visit = (path: string) => {
    const stat = lstatSync(path, { bigint: true });
    files.push(`${path} ${signOf(stat)}`);
    for (const time of [stat.mtimeNs, stat.ctimeNs]) if (time > newest) newest = time;
    if (stat.isDirectory()) for (const name of readdirSync(path)) visit(join(path, name));
  };
  try {
    visit(root);
  } catch {
    // Not there, or gone meanwhile: whoever reads the cases says so.
    return null;
  }
  return { files, newest };
}

function signOf({ mode, size, ino, mtimeNs, ctimeNs }: BigIntStats): string {
  return [mode, size, ino, mtimeNs, ctimeNs].join(' ');
}
