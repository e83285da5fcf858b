import { isUtf8 } from 'node:buffer';
import { constants, lstatSync, type Stats } from 'node:fs';
import { open, opendir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileNode } from '../../model/action.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { Blobs } from '../storage/blobs.ts';

/** What a step left: its files, or why they are not kept. */
export type Taken =
  | { readonly kind: 'taken'; readonly files: readonly FileNode[] }
  /** They are larger than allowed. */
  | { readonly kind: 'limit' }
  | { readonly kind: 'refused'; readonly reason: string };

/** The most files and folders that outputs may hold, and how deep they may lie. */
const MOST_FILES = 10_000;
const DEEPEST = 100;

/** Why outputs are not kept. */
class Refused extends Error {
  override readonly name = 'Refused';
  readonly taken: Taken;

  constructor(taken: Taken) {
    super(taken.kind);
    this.taken = taken;
  }
}

/**
 * Takes the declared outputs that exist: regular files, and folders with all regular files below them; `most` bytes
 * together. What was written is hostile: links are not followed, so that nothing outside the folder can be taken, nothing
 * is read whole, and what cannot be kept is said instead of being left out. Throws the system's error where the machine,
 * not the output, is at fault.
 */
export async function takeOutputs(
  folder: string,
  outputs: readonly string[],
  blobs: Blobs,
  most: number,
): Promise<Taken> {
  try {
    const root = await realpath(folder);
    const found = await findFiles(root, outputs);
    const bytes = [...found.values()].reduce((sum, { size }) => sum + size, 0);
    if (bytes > most) return { kind: 'limit' };
    const files: FileNode[] = [];
    for (const path of [...found.keys()].sort(byCodeUnit)) files.push(await takeFile(root, path, blobs));
    return { kind: 'taken', files };
  } catch (error) {
    if (error instanceof Refused) return error.taken;
    throw error;
  }
}

/** All regular files among outputs by their path. */
async function findFiles(root: string, outputs: readonly string[]): Promise<Map<string, Stats>> {
  const found = new Map<string, Stats>();
  let seen = 0;
  const find = async (path: string, depth: number): Promise<void> => {
    // A folder that was entered is none of somebody else's.
    const stat = depth === 0 ? await statInside(root, path) : lstatSync(join(root, path));
    if (!stat) return;
    if (++seen > MOST_FILES) refuse(`the outputs are more than ${MOST_FILES} files and folders`);
    if (stat.isFile()) found.set(path, stat);
    if (!stat.isDirectory()) return;
    if (depth > DEEPEST) refuse(`the outputs lie deeper than ${DEEPEST} folders`);
    for (const name of await namesIn(root, path, MOST_FILES - seen)) await find(`${path}/${name}`, depth + 1);
  };
  for (const path of outputs) await find(path, 0);
  return found;
}

/** The names in a folder; of more than are allowed some are left out, which is reported when the first too many is met. */
async function namesIn(root: string, path: string, most: number): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of await opendir(join(root, path), { encoding: 'buffer' as never })) {
    const bytes = name as unknown as Buffer;
    if (!isUtf8(bytes)) refuse(`the name of an output is no UTF-8: ${path}/${printBytes(bytes)}`);
    names.push(bytes.toString());
    if (names.length > most) break;
  }
  return names;
}

async function takeFile(root: string, path: string, blobs: Blobs): Promise<FileNode> {
  // Nobody is left who could put a link or a pipe in its place; if somebody were, it would not be followed or waited for.
  const file = await open(join(root, path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const executable = ((await file.stat()).mode & 0o100) !== 0;
    return { path, digest: await blobs.putOpen(file), ...(executable ? { executable: true as const } : {}) };
  } finally {
    await file.close();
  }
}

async function statInside(root: string, path: string): Promise<Stats | null> {
  const full = join(root, path);
  try {
    return (await realpath(dirname(full))) === dirname(full) ? lstatSync(full) : null;
  } catch {
    return null;
  }
}

function refuse(reason: string): never {
  throw new Refused({ kind: 'refused', reason });
}

function printBytes(name: Buffer): string {
  return [...name]
    .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`))
    .join('');
}
