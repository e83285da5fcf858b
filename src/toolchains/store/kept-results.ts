import { opendir, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { draftMark } from '../../system/files.ts';
import { withLock } from '../../system/lock-file.ts';
import { isLeftOver } from '../../system/mark.ts';
import { otherUsers } from './users.ts';

/** Where results of steps lie: what they left by content, and the records that name it. */
const FOLDERS = ['blobs', 'actions', 'no-sandbox/actions'] as const;

/** What a store keeps of the steps that ran. */
export interface KeptResults {
  readonly files: number;
  readonly bytes: number;
}

/** How much of it may stay. */
export interface KeepLimits {
  /** Milliseconds since it was last used. */
  readonly age: number;
  /** Bytes on disk; null for no bound. */
  readonly most: number | null;
}

/** What was removed and what stays; or the process that has the store open, for which all was left alone. */
export type PrunedResults =
  | { readonly kind: 'pruned'; readonly removed: KeptResults; readonly left: KeptResults }
  | { readonly kind: 'in-use'; readonly pid: number };

/** Counts what a store keeps of the steps that ran. */
export async function countResults(store: string): Promise<KeptResults> {
  return sum((await listFiles(store)).filter(({ draft }) => draft === null));
}

/**
 * Removes what no run used for so long, and then the least recently used until the rest is small enough; a step whose result
 * is gone is executed again. Half-written files of dead processes go too. Nothing is removed while another process has the
 * store open, and one that opens it meanwhile waits.
 */
export async function pruneResults(store: string, limits: KeepLimits, dryRun = false): Promise<PrunedResults> {
  return await withLock(pruneLock(store), async () => {
    const [user] = await otherUsers(store);
    if (user) return { kind: 'in-use', pid: user.pid };
    const all = await listFiles(store);
    const files = all.filter(({ draft }) => draft === null).sort((a, b) => a.used - b.used);
    const oldest = Date.now() - limits.age;
    let bytes = sum(files).bytes;
    const gone = files.filter((file) => {
      const isGone = file.used <= oldest || (limits.most !== null && bytes > limits.most);
      if (isGone) bytes -= file.bytes;
      return isGone;
    });
    const goes = new Set(gone);
    const left = sum(files.filter((file) => !goes.has(file)));
    const drafts = all.filter(({ draft, path }) => draft !== null && isLeftOver(draft, path));
    for (const { path } of dryRun ? [] : [...gone, ...drafts]) await removeFile(path);
    return { kind: 'pruned', removed: sum(gone), left };
  });
}

/** Held while results are removed. */
export function pruneLock(store: string): string {
  return join(store, 'locks', 'results.lock');
}

interface KeptFile {
  readonly path: string;
  /** On disk: of a file with holes that is less than its size. */
  readonly bytes: number;
  /** When a run last used it, in milliseconds since 1970. */
  readonly used: number;
  /** The mark of the process that was writing it; null where it is finished. */
  readonly draft: string | null;
}

async function listFiles(store: string): Promise<KeptFile[]> {
  const found: KeptFile[] = [];
  const folders = FOLDERS.map((folder) => join(store, folder));
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = await opendir(folder).catch(() => null);
    for await (const entry of entries ?? []) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) folders.push(path);
      const stats = entry.isFile() ? await stat(path).catch(() => null) : null;
      if (stats) {
        const { blocks, mtimeMs } = stats;
        found.push({ path, bytes: blocks * 512, used: mtimeMs, draft: draftMark(entry.name) });
      }
    }
  }
  return found;
}

async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true });
  // Only an empty folder goes.
  await rmdir(dirname(path)).catch(() => {});
}

function sum(files: readonly KeptFile[]): KeptResults {
  return { files: files.length, bytes: files.reduce((total, { bytes }) => total + bytes, 0) };
}
