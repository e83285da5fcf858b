import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { makeFolder } from './folders.ts';
import { isLeftOver, MARK, ownMark } from './mark.ts';

/** SHA-256 of a file's content, as 64 hex digits; or what else is asked for. */
export async function hashFile(
  path: string,
  options: { algorithm?: string; encoding?: 'hex' | 'base64'; signal?: AbortSignal | undefined } = {},
): Promise<string> {
  const { algorithm = 'sha256', encoding = 'hex', signal } = options;
  const hash = createHash(algorithm);
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash, ...(signal ? [{ signal }] : []));
  return hash.digest(encoding);
}

/** Writes a file, with the folders above it, so that readers see the old content or the new, never a part. Throws the system's error. */
export function writeAtomically(path: string, content: Uint8Array | string): void {
  makeFolder(dirname(path));
  const draft = draftOf(path);
  try {
    writeFileSync(draft, content);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** A new name beside a path, for what is not finished. */
export function draftOf(path: string): string {
  return `${path}.${ownMark()}.${randomBytes(4).toString('hex')}.draft`;
}

/** Removes what dead processes did not finish in a folder, and in those so many levels below it. */
export function sweepDrafts(folder: string, levels = 0): void {
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      const mark = draftMark(entry.name);
      if (entry.isDirectory() && levels > 0) sweepDrafts(path, levels - 1);
      else if (entry.isFile() && mark !== null && isLeftOver(mark, path)) rmSync(path, { force: true });
    }
  } catch {
    // Not there, or not ours: what is left over is no reason to end anything.
  }
}

const DRAFT = new RegExp(`\\.(${MARK})\\.[0-9a-f]{8}\\.draft$`);

/** The mark of the process that began a draft; null for the name of anything else. */
export function draftMark(name: string): string | null {
  return DRAFT.exec(name)?.[1] ?? null;
}

/** How exactly it is known when a kept file was last used, in milliseconds. */
const USED_WITHIN = 86_400_000;

/** Whether a kept file is there; if so, notes that it is used. False: there is none. */
export function isThereToUse(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return false;
  const now = Date.now();
  try {
    if (now - stats.mtimeMs > USED_WITHIN) utimesSync(path, now / 1000, now / 1000);
  } catch {
    // Another user's, or on a disk that cannot be written: then it is pruned the earlier.
  }
  return true;
}

/** Whether something exists at a path. False: there is nothing, or it cannot be looked at. */
export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
