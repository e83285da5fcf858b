import { readFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Digest } from '../model/action.ts';
import { sha256 } from '../model/canonical.ts';
import { isThereToUse, writeAtomically } from '../toolchains/files.ts';

/** Files by the SHA-256 of their content, in `<store>/blobs/<2 hex>/<62 hex>`; written once, then only read. */
export interface Blobs {
  /** Keeps bytes; the same bytes are kept once. */
  put(bytes: Uint8Array): Digest;
  /** Keeps a file's content. */
  putFile(path: string): Digest;
  /** Where a blob lies; it may be missing. */
  pathOf(digest: Digest): string;
  has(digest: Digest): boolean;
  read(digest: Digest): Uint8Array;
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
    pathOf,
    has: (digest) => isThereToUse(pathOf(digest)),
    read: (digest) => readFileSync(pathOf(digest)),
    copyTo: (digest, path) => copyFile(pathOf(digest), path),
  };
}

/** SHA-256 of a file's content. */
export function digestFile(path: string): Digest {
  return `sha256:${sha256(readFileSync(path))}`;
}
