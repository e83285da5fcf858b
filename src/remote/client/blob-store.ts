import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { type Blob, blobKey, digestOf, isDigest } from '../form/digest.ts';
import type { BlobDigest, WriteRequest } from '../form/messages.ts';
import { type Channel, CODE, RpcError } from '../transport/transport.ts';
import { ServerLie } from './lie.ts';
import { withRetries } from './retry.ts';

/** A blob that is sent: its bytes, or the file that has them. */
export type Upload = Blob | { readonly digest: BlobDigest; readonly path: string };

/** How many bytes went over the line. */
export interface Traffic {
  up: number;
  down: number;
}

/** The content-addressed storage of one server. */
export interface RemoteBlobs {
  /** Which of these blobs the server lacks. */
  findMissing(digests: readonly BlobDigest[], signal?: AbortSignal): Promise<BlobDigest[]>;
  /** Sends blobs of which the server lacks all; those it cannot take make it reject. */
  upload(blobs: readonly Upload[], signal?: AbortSignal): Promise<void>;
  /**
   * Reads blobs; `take` gets the bytes of each, which are those of its digest. What the server does not have is left out.
   */
  download(digests: readonly BlobDigest[], take: Take, signal?: AbortSignal): Promise<void>;
}

/**
 * Takes a blob's bytes: whole, or as they come where they are many. What comes last throws where they are not those of the
 * digest, so nothing counts before the end.
 */
export type Take = (digest: BlobDigest, bytes: Uint8Array | AsyncIterable<Uint8Array>) => void | Promise<void>;

/** Beyond this a blob goes by a stream of its own, and this much goes in one message; bytes. */
const LARGE = 1 << 20;
const BATCH = 3 << 20;
/** What a digest takes of a message, and how many are asked for in one. */
const DIGEST_BYTES = 100;
const MOST_DIGESTS = 10_000;
/** How much of a stream goes in one piece, in bytes. */
const PIECE = 512 << 10;
/** Milliseconds for a call, and for each mebibyte that it carries. */
const DEADLINE = 10_000;
const DEADLINE_PER_MIB = 2_000;

const deadlineFor = (bytes: number) => DEADLINE + (bytes / (1 << 20)) * DEADLINE_PER_MIB;

/** Opens the storage behind a channel. Its calls reject with `RpcError`, and with `ServerLie` for bytes that are not a digest's. */
export function openRemoteBlobs(channel: Channel, instance: string, traffic: Traffic): RemoteBlobs {
  const prefix = instance === '' ? '' : `${instance}/`;
  let uploads = 0;

  const sendBatch = async (blobs: readonly Blob[], signal?: AbortSignal) => {
    const requests = blobs.map(({ digest, bytes }) => ({ digest, data: bytes }));
    const size = sum(blobs.map(({ bytes }) => bytes.length));
    const options = { deadline: deadlineFor(size), signal };
    const call = () =>
      channel.call('ContentAddressableStorage/BatchUpdateBlobs', { instanceName: instance, requests }, options);
    const { responses } = await withRetries(call, signal);
    const failed = responses.find(({ status }) => (status?.code ?? CODE.ok) !== CODE.ok);
    if (failed) throw new RpcError(failed.status!.code!, failed.status!.message || 'the blob was refused');
    traffic.up += size;
  };

  const sendStream = async (upload: Upload, signal?: AbortSignal) => {
    const { hash, sizeBytes } = upload.digest;
    // The name of an upload is the client's own choice; two of the same blob must not meet.
    const name = `${prefix}uploads/${process.pid.toString(16).padStart(8, '0')}-0000-4000-8000-${(++uploads).toString(16).padStart(12, '0')}/blobs/${hash}/${sizeBytes}`;
    const options = { deadline: deadlineFor(sizeBytes), signal };
    const committed = await withRetries(() => channel.write(piecesOf(upload, name), options), signal);
    // A server that has the blob already may end the call early, with the whole size or with none (-1).
    if (committed !== sizeBytes && committed !== -1) throw new RpcError(CODE.dataLoss, 'a blob arrived in part');
    traffic.up += sizeBytes;
  };

  const readBatch = async (digests: readonly BlobDigest[], take: Take, signal?: AbortSignal) => {
    const asked = new Map(digests.map((digest) => [blobKey(digest), digest]));
    const options = { deadline: deadlineFor(sum(digests.map(({ sizeBytes }) => sizeBytes))), signal };
    const call = () =>
      channel.call('ContentAddressableStorage/BatchReadBlobs', { instanceName: instance, digests }, options);
    const { responses } = await withRetries(call, signal);
    for (const { digest, data = new Uint8Array(), status } of responses) {
      const code = status?.code ?? CODE.ok;
      if (code === CODE.notFound) continue;
      if (code !== CODE.ok) throw new RpcError(code, status?.message || 'a blob could not be read');
      if (!isDigest(digest) || !asked.delete(blobKey(digest)))
        throw new ServerLie('it sent a blob that was not asked for');
      if (blobKey(digestOf(data)) !== blobKey(digest)) throw new ServerLie(`it sent other bytes for ${digest.hash}`);
      traffic.down += data.length;
      await take(digest, data);
    }
  };

  const readStream = async (digest: BlobDigest, take: Take, signal?: AbortSignal) => {
    const resourceName = `${prefix}blobs/${digest.hash}/${digest.sizeBytes}`;
    const options = { deadline: deadlineFor(digest.sizeBytes), signal };
    async function* pieces() {
      let size = 0;
      const hash = createHash('sha256');
      for await (const { data } of channel.stream('ByteStream/Read', { resourceName, readOffset: 0 }, options)) {
        size += data.length;
        if (size > digest.sizeBytes) throw new ServerLie(`it sent more bytes than ${digest.hash} has`);
        traffic.down += data.length;
        hash.update(data);
        yield data;
      }
      if (hash.digest('hex') !== digest.hash) throw new ServerLie(`it sent other bytes for ${digest.hash}`);
    }
    try {
      await take(digest, pieces());
    } catch (error) {
      if (error instanceof RpcError && error.code === CODE.notFound) return;
      throw error;
    }
  };

  return {
    async findMissing(digests, signal) {
      const asked = new Map(digests.map((digest) => [blobKey(digest), digest]));
      const missing: BlobDigest[] = [];
      for (const part of inBatches([...asked.values()], () => DIGEST_BYTES, MOST_DIGESTS)) {
        const request = { instanceName: instance, blobDigests: part };
        const call = () =>
          channel.call('ContentAddressableStorage/FindMissingBlobs', request, { deadline: DEADLINE, signal });
        const { missingBlobDigests } = await withRetries(call, signal);
        missing.push(...missingBlobDigests.flatMap((digest) => asked.get(blobKey(digest)) ?? []));
      }
      return missing;
    },
    async upload(blobs, signal) {
      const small = blobs.filter(({ digest }) => digest.sizeBytes <= LARGE);
      // Read when their turn has come: a toolchain has thousands of files.
      for (const part of inBatches(small, ({ digest }) => digest.sizeBytes + DIGEST_BYTES))
        await sendBatch(await Promise.all(part.map((blob) => ('bytes' in blob ? blob : readSmall(blob)))), signal);
      for (const blob of blobs) if (blob.digest.sizeBytes > LARGE) await sendStream(blob, signal);
    },
    async download(digests, take, signal) {
      const distinct = [...new Map(digests.map((digest) => [blobKey(digest), digest])).values()];
      const small = distinct.filter(({ sizeBytes }) => sizeBytes <= LARGE);
      for (const part of inBatches(small, ({ sizeBytes }) => sizeBytes + DIGEST_BYTES))
        await readBatch(part, take, signal);
      for (const digest of distinct) if (digest.sizeBytes > LARGE) await readStream(digest, take, signal);
    },
  };
}

/** Parts of a list of at most so many bytes, and so many entries. */
function* inBatches<T>(list: readonly T[], sizeOf: (item: T) => number, most = MOST_DIGESTS): Generator<T[]> {
  let batch: T[] = [];
  let bytes = 0;
  for (const item of list) {
    const size = sizeOf(item);
    if (batch.length > 0 && (bytes + size > BATCH || batch.length >= most)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(item);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

async function readSmall({ digest, path }: { digest: BlobDigest; path: string }): Promise<Blob> {
  const file = await open(path, 'r');
  try {
    return { digest, bytes: await file.readFile() };
  } finally {
    await file.close();
  }
}

/** A blob as requests of `ByteStream/Write`: the first names it, the last ends it. */
async function* piecesOf(upload: Upload, resourceName: string): AsyncGenerator<WriteRequest> {
  const { sizeBytes } = upload.digest;
  const file = 'path' in upload ? await open(upload.path, 'r') : null;
  try {
    for (let offset = 0; offset < sizeBytes; offset += PIECE) {
      const length = Math.min(PIECE, sizeBytes - offset);
      const data = file
        ? await readPiece(file, offset, length)
        : (upload as Blob).bytes.subarray(offset, offset + length);
      const isLast = offset + length === sizeBytes;
      yield {
        resourceName: offset === 0 ? resourceName : '',
        writeOffset: offset,
        data,
        ...(isLast && { finishWrite: true as const }),
      };
    }
  } finally {
    await file?.close();
  }
}

async function readPiece(file: Awaited<ReturnType<typeof open>>, offset: number, length: number): Promise<Uint8Array> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, offset);
  return buffer.subarray(0, bytesRead);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
