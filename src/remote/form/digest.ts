import type { Digest } from '../../model/action.ts';
import { sha256 } from '../../model/canonical.ts';
import type { BlobDigest } from './messages.ts';

/** A blob to be sent: its digest and its bytes. */
export interface Blob {
  readonly digest: BlobDigest;
  readonly bytes: Uint8Array;
}

/** The digest of bytes. */
export function digestOf(bytes: Uint8Array): BlobDigest {
  return { hash: sha256(bytes), sizeBytes: bytes.length };
}

/** Bytes with their digest. */
export function blobOf(bytes: Uint8Array): Blob {
  return { digest: digestOf(bytes), bytes };
}

/** A digest as servers know it, of a content as emrift names it. */
export function toBlobDigest(digest: Digest, sizeBytes: number): BlobDigest {
  return { hash: digest.slice('sha256:'.length), sizeBytes };
}

/** A digest as emrift names it. */
export function toDigest({ hash }: BlobDigest): Digest {
  return `sha256:${hash}`;
}

/** How a blob is called in an index of blobs: two digests are the same where these are. */
export function blobKey({ hash, sizeBytes }: BlobDigest): string {
  return `${hash}/${sizeBytes}`;
}

const HASH = /^[0-9a-f]{64}$/;

/** Whether what a server sent is a digest; false: a hash of another kind, or a size that no blob has. */
export function isDigest(value: BlobDigest | null | undefined): value is BlobDigest {
  return (
    typeof value?.hash === 'string' &&
    HASH.test(value.hash) &&
    Number.isSafeInteger(value.sizeBytes) &&
    value.sizeBytes >= 0
  );
}
