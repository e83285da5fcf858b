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

/** A whole tree that lies in another one, by the digest of its root. */
export interface InnerTree {
  readonly path: string;
  readonly root: BlobDigest;
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
  readonly trees: Map<string, BlobDigest>;
}

/**
 * The Merkle tree of files, links and whole trees: each folder is a message that names what is in it by digest, sorted by name, so that equal
 * trees have equal digests. No times, owners or modes but the executable bit. Throws where a path is no relative one, or
 * where two things have one path: both are bugs of the caller.
 */
export function buildTree(
  files: readonly TreeFile[],
  links: readonly TreeLink[],
  encode: Encode,
  trees: readonly InnerTree[] = [],
): MerkleTree {
  const root = emptyFolder();
  for (const file of files) {
    const { folder, name } = findPlace(root, file.path);
    folder.files.set(name, file);
  }
  for (const link of links) {
    const { folder, name } = findPlace(root, link.path);
    folder.links.set(name, link.target);
  }
  for (const tree of trees) {
    const { folder, name } = findPlace(root, tree.path);
    folder.trees.set(name, tree.root);
  }
  const folders = new Map<string, Blob>();
  const digest = digestFolder(root, encode, folders);
  return { root: digest, folders: [...folders.values()] };
}

function emptyFolder(): Folder {
  return { files: new Map(), links: new Map(), folders: new Map(), trees: new Map() };
}

function findPlace(root: Folder, path: string): { folder: Folder; name: string } {
  const names = path.split('/');
  if (names.some((part) => part === '' || part === '.' || part === '..')) throw new Error(`no relative path: ${path}`);
  const name = names.pop()!;
  let folder = root;
  for (const part of names) {
    const next = folder.folders.get(part) ?? emptyFolder();
    if (folder.files.has(part) || folder.links.has(part) || folder.trees.has(part))
      throw new Error(`${path} lies below a file`);
    folder.folders.set(part, next);
    folder = next;
  }
  if ([folder.files, folder.links, folder.folders, folder.trees].some((things) => things.has(name)))
    throw new Error(`two things have the path ${path}`);
  return { folder, name };
}

function digestFolder({ files, links, folders, trees }: Folder, encode: Encode, blobs: Map<string, Blob>): BlobDigest {
  const inner = new Map([...folders].map(([name, folder]) => [name, digestFolder(folder, encode, blobs)]));
  for (const [name, digest] of trees) inner.set(name, digest);
  const message: DirectoryMessage = {
    files: sorted(files).map(([name, { digest, executable }]) => ({
      name,
      digest,
      ...(executable && { isExecutable: true as const }),
    })),
    directories: sorted(inner).map(([name, digest]) => ({ name, digest })),
    symlinks: sorted(links).map(([name, target]) => ({ name, target })),
  };
  const blob = blobOf(encode('Directory', message));
  blobs.set(blob.digest.hash, blob);
  return blob.digest;
}

function sorted<T>(entries: ReadonlyMap<string, T>): [string, T][] {
  return [...entries].sort(([a], [b]) => byUtf8(a, b));
}
