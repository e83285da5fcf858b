import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { FileNode } from '../../model/action.ts';
import { quoteWord } from '../../model/quote-word.ts';
import type { Blobs } from '../../run/storage/blobs.ts';
import { whyUnread } from '../../system/why-unread.ts';

/** A folder as a test gets it: its files, and the commands that make what is no file. */
export interface FolderCopy {
  readonly files: readonly FileNode[];
  /** Lines for the shell: folders that are empty, and links. */
  readonly commands: readonly string[];
}

/** The most entries and bytes that a folder for guests may hold. */
const MOST_ENTRIES = 10_000;
const MOST_BYTES = 256 << 20;
/** What an earlier test left behind; the public runner removes it before a test. */
const LEFT_OVER = /\.cleanup$/;

/**
 * Takes a folder beside a test, files that begin with a dot included, to be laid at `to` for one test alone. Links are
 * copied as links, for what they mean is the guest's question; what is neither file, folder nor link is left out. Gives a
 * reason where the folder is not there or too large.
 */
export function copyFolder(from: string, to: string, blobs: Blobs): FolderCopy | { readonly reason: string } {
  const files: FileNode[] = [];
  const commands: string[] = [];
  let [entries, bytes] = [0, 0];
  const walk = (source: string, target: string): string | null => {
    commands.push(`mkdir -p ${quoteWord(target)}`);
    for (const name of readdirSync(source).sort()) {
      if (LEFT_OVER.test(name)) continue;
      const [path, place] = [join(source, name), `${target}/${name}`];
      const stat = lstatSync(path);
      if (++entries > MOST_ENTRIES) return `has more than ${MOST_ENTRIES} entries`;
      if (stat.isSymbolicLink()) commands.push(`ln -s ${quoteWord(readlinkSync(path))} ${quoteWord(place)}`);
      if (stat.isDirectory()) {
        const wrong = walk(path, place);
        if (wrong !== null) return wrong;
      }
      if (!stat.isFile()) continue;
      bytes += stat.size;
      if (bytes > MOST_BYTES) return `has more than ${MOST_BYTES >> 20} MB`;
      const digest = blobs.put(readFileSync(path));
      files.push({ path: place, digest, ...(stat.mode & 0o100 ? { executable: true as const } : {}) });
    }
    return null;
  };
  try {
    if (!lstatSync(from).isDirectory()) return { reason: 'is no folder' };
    const wrong = walk(from, to);
    return wrong === null ? { files, commands } : { reason: wrong };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return { reason: whyUnread(error, 'folder') };
  }
}
