import { byUtf8 } from './by-utf8.ts';
import { type Blob, blobOf } from './digest.ts';
import type { BlobDigest, DirectoryMessage, Encode } from './messages.ts';

/** A file of a tree. */
export interface TreeFile {
  /** Relative, with `/`. */
  readonly path: string;
  readonly digest: BlobDigest;
  readonly executable?: true;
}

/** A symbolic link of a tree. */
export interface TreeLink {
  readonly path: string;
  readonly target: string;
}

/** A tree of files: the digest of its root, and the messages of all its folders. */
export interface MerkleTree {
  readonly root: BlobDigest;
  /** Every folder once, also where several are alike. */
  readonly folders: readonly Blob[];
}

interface Folder {
  readonly files: Map<string, TreeFile>;
  readonly links: Map<string, string>;
  readonly folders: Map<string, Folder>;
}

/**
 * The Merkle tree of files and links: each folder is a message that names what is in it by digest, sorted by name, so that equal
 * trees have equal digests. No times, owners or modes but the executable bit. Throws where a path is no relative one, or
 * where two things have one path: both are bugs of the caller.
 */
export function buildTree(files: readonly TreeFile[], links: readonly TreeLink[], encode: Encode): MerkleTree {
  const root = emptyFolder();
  for (const file of files) {
    const { folder, name } = findPlace(root, file.path);
    folder.files.set(name, file);
  }
  for (const link of links) {
    const { folder, name } = findPlace(root, link.path);
    folder.links.set(name, link.target);
  }
  const folders = new Map<string, Blob>();
  const digest = digestFolder(root, encode, folders);
  return { root: digest, folders: [...folders.values()] };
}

function emptyFolder(): Folder {
  return { files: new Map(), links: new Map(), folders: new Map() };
}

function findPlace(root: Folder, path: string): { folder: Folder; name: string } {
  const names = path.split('/');
  if (names.some((part) => part === '' || part === '.' || part === '..')) throw new Error(`no relative path: ${path}`);
  const name = names.pop()!;
  let folder = root;
  for (const part of names) {
    const next = folder.folders.get(part) ?? emptyFolder();
    if (folder.files.has(part) || folder.links.has(part)) throw new Error(`${path} lies below a file`);
    folder.folders.set(part, next);
    folder = next;
  }
  if (folder.files.has(name) || folder.links.has(name) || folder.folders.has(name))
    throw new Error(`two things have the path ${path}`);
  return { folder, name };
}

function digestFolder({ files, links, folders }: Folder, encode: Encode, blobs: Map<string, Blob>): BlobDigest {
  const message: DirectoryMessage = {
    files: sorted(files).map(([name, { digest, executable }]) => ({
      name,
      digest,
      ...(executable && { isExecutable: true as const }),
    })),
    directories: sorted(folders).map(([name, folder]) => ({ name, digest: digestFolder(folder, encode, blobs) })),
    symlinks: sorted(links).map(([name, target]) => ({ name, target })),
  };
  const blob = blobOf(encode('Directory', message));
  blobs.set(blob.digest.hash, blob);
  return blob.digest;
}

function sorted<T>(entries: ReadonlyMap<string, T>): [string, T][] {
  return [...entries].sort(([a], [b]) => byUtf8(a, b));
}
