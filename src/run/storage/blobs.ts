import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { copyFile, type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Digest } from '../../model/action.ts';
import { sha256 } from '../../model/canonical.ts';
import { draftOf, isThereToUse, writeAtomically } from '../../system/files.ts';
import { copySparsely } from './sparse-copy.ts';

/** Files by the SHA-256 of their content, in `<store>/blobs/<2 hex>/<62 hex>`; written once, then only read. */
export interface Blobs {
  /** Keeps bytes; the same bytes are kept once. */
  put(bytes: Uint8Array): Digest;
  /** Keeps the content of a file that is known to be small, as a toolchain's are. */
  putFile(path: string): Digest;
  /** Keeps the content of an open file piece by piece, with holes where it has zeros. */
  putOpen(file: FileHandle): Promise<Digest>;
  /** Keeps a content as it comes, under the digest that its giver answers for. Throws what the giver throws, and keeps nothing then. */
  putStream(digest: Digest, pieces: AsyncIterable<Uint8Array>): Promise<void>;
  /** Where a blob lies; it may be missing. */
  pathOf(digest: Digest): string;
  /** Whether a content is kept; false: it was never put, or removed since. */
  has(digest: Digest): boolean;
  read(digest: Digest): Uint8Array;
  /** The first bytes of a blob, at most `length`. */
  readStart(digest: Digest, length: number): Uint8Array;
  /** How many bytes a blob has. */
  sizeOf(digest: Digest): number;
  /** Copies a blob to a place of one's own. */
  copyTo(digest: Digest, path: string): Promise<void>;
}

/** Opens the blobs of a store; folders appear as they are needed. */
export function openBlobs(store: string): Blobs {
  const root = join(store, 'blobs');
  const pathOf = (digest: Digest) => `${root}/${digest.slice(7, 9)}/${digest.slice(9)}`;
  const put = (bytes: Uint8Array): Digest => {
    const digest: Digest = `sha256:${sha256(bytes)}`;
    const path = pathOf(digest);
    if (!isThereToUse(path)) writeAtomically(path, bytes);
    return digest;
  };
  return {
    put,
    putFile: (path) => put(readFileSync(path)),
    async putOpen(file) {
      if ((await file.stat()).size <= SMALL) return put(await file.readFile());
      const draft = draftOf(join(root, 'new'));
      mkdirSync(root, { recursive: true });
      try {
        const hash = createHash('sha256');
        await copySparsely(file, draft, hash);
        const digest: Digest = `sha256:${hash.digest('hex')}`;
        if (isThereToUse(pathOf(digest))) return digest;
        mkdirSync(dirname(pathOf(digest)), { recursive: true });
        await rename(draft, pathOf(digest));
        return digest;
      } finally {
        await rm(draft, { force: true });
      }
    },
    async putStream(digest, pieces) {
      const draft = draftOf(join(root, 'new'));
      mkdirSync(root, { recursive: true });
      try {
        const file = await open(draft, 'wx');
        try {
          for await (const piece of pieces) await file.write(piece);
        } finally {
          await file.close();
        }
        mkdirSync(dirname(pathOf(digest)), { recursive: true });
        await rename(draft, pathOf(digest));
      } finally {
        await rm(draft, { force: true });
      }
    },
    pathOf,
    has: (digest) => isThereToUse(pathOf(digest)),
    read: (digest) => readFileSync(pathOf(digest)),
    readStart: (digest, length) => readStart(pathOf(digest), length),
    sizeOf: (digest) => statSync(pathOf(digest)).size,
    copyTo: (digest, path) => copyOut(pathOf(digest), path),
  };
}

/** Up to this size a file is read whole, in bytes. */
const SMALL = 1 << 20;

function readStart(path: string, length: number): Uint8Array {
  const fd = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(fd, bytes));
  } finally {
    closeSync(fd);
  }
}

/** The kernel's own copy, but for a file with holes, which it would fill. */
async function copyOut(blob: string, path: string): Promise<void> {
  const file = await open(blob, 'r');
  try {
    const { size, blocks } = await file.stat();
    if (size <= SMALL || blocks * 512 >= size) await copyFile(blob, path);
    else await copySparsely(file, path);
  } finally {
    await file.close();
  }
}

/** SHA-256 of a file's content. */
export function digestFile(path: string): Digest {
  return `sha256:${sha256(readFileSync(path))}`;
}
