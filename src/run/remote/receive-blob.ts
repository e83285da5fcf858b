import { toDigest } from '../../remote/form/digest.ts';
import type { BlobDigest } from '../../remote/form/messages.ts';
import type { Blobs } from '../storage/blobs.ts';

/** Keeps a blob that a server sent, of which the client has checked the bytes: whole, or as they come. Throws what the stream does. */
export async function receiveBlob(
  blobs: Blobs,
  digest: BlobDigest,
  content: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<void> {
  if (content instanceof Uint8Array) blobs.put(content);
  else await blobs.putStream(toDigest(digest), content);
}
