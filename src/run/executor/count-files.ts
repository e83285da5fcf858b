import { lstat, opendir } from 'node:fs/promises';

/** What a folder holds. */
export interface Occupied {
  /** Of the disk, so that a hole in a file counts for nothing. */
  readonly bytes: number;
  readonly files: number;
}

/** Bytes of a block as lstat(2) counts them. */
const BLOCK = 512;

/**
 * Counts what folders hold, while it changes: what vanishes or cannot be read counts for nothing. Stops after `most`
 * files, for whoever made them will not be allowed more.
 */
export async function countFiles(folders: readonly string[], most: number): Promise<Occupied> {
  const open = folders.map((folder) => Buffer.from(folder).toString('latin1'));
  let [bytes, files] = [0, 0];
  for (let folder = open.pop(); folder !== undefined && files <= most; folder = open.pop()) {
    for (const name of await namesIn(folder, most - files)) {
      files++;
      const path = Buffer.concat([Buffer.from(`${folder}/`, 'latin1'), name]);
      const stat = await lstat(path).catch(() => null);
      bytes += (stat?.blocks ?? 0) * BLOCK;
      // As one character a byte, so that every name comes through.
      if (stat?.isDirectory()) open.push(path.toString('latin1'));
    }
  }
  return { bytes, files };
}

async function namesIn(folder: string, most: number): Promise<Buffer[]> {
  const names: Buffer[] = [];
  try {
    const entries = await opendir(Buffer.from(folder, 'latin1') as never, { encoding: 'buffer' as never });
    for await (const entry of entries) {
      names.push(entry.name as unknown as Buffer);
      if (names.length > most) break;
    }
  } catch {
    // Gone, or deeper than a path may be long.
  }
  return names;
}
