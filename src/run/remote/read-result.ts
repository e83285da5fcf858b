import type { Action, ActionResult } from '../../model/action.ts';
import type { RemoteBlobs, Traffic } from '../../remote/client/blob-store.ts';
import { ServerLie } from '../../remote/client/lie.ts';
import { digestOf, isDigest, toDigest } from '../../remote/form/digest.ts';
import type { ActionResultMessage, BlobDigest } from '../../remote/form/messages.ts';
import { CODE, RpcError } from '../../remote/transport/transport.ts';
import type { Blobs } from '../storage/blobs.ts';
import { type Gate, openGate } from './gate.ts';
import { REPORT } from './print-report.ts';
import { LARGEST_REPORT, type Report, readReport } from './read-report.ts';
import { receiveBlob } from './receive-blob.ts';

/** The most that the outputs of one action may take, in bytes, as on this machine. */
export const MOST_BYTES = 1 << 30;

/** Reads what an action left on a server. */
export interface ResultReader {
  /**
   * The report of an action among what it left, as its own program wrote it; null where there is none. Throws `ServerLie`
   * for bytes that are not those of their digest.
   */
  report(
    found: ActionResultMessage,
    key: string,
    action: Action,
    from: RemoteBlobs,
    signal: AbortSignal,
  ): Promise<Found>;
  /**
   * The result of an action, with its outputs among the blobs of this machine; null where there is no report, or one that is not
   * to be believed. Rejects with `RpcError`, `ServerLie`, and the system's error where this machine cannot keep an output.
   */
  result(
    found: ActionResultMessage,
    job: { readonly key: string; readonly action: Action },
    from: RemoteBlobs,
    signal: AbortSignal,
  ): Promise<ActionResult | null>;
  /** The first line that a command printed on standard error, for the reason why there is no report: `: …`, or nothing. */
  lastWords(found: ActionResultMessage, from: RemoteBlobs, signal: AbortSignal): Promise<string>;
}

/** A report, or why there is none: the server has none, lost its bytes, or they are no report of this action. */
export type Found = Report | 'none' | 'lost' | 'other';

/** Reports beyond this come by a stream, and few at a time: a server may say of each action that its report is large. */
const LARGE_REPORT = 1 << 20;
const LARGE_AT_A_TIME = 2;

/** Opens a reader that keeps outputs among `blobs`. */
export function openResultReader(blobs: Blobs, traffic: Traffic): ResultReader {
  const large: Gate = openGate(LARGE_AT_A_TIME);

  const report: ResultReader['report'] = async ({ outputFiles }, key, action, from, signal) => {
    const file = outputFiles.find(({ path }) => path === REPORT);
    if (!isDigest(file?.digest) || file.digest.sizeBytes > LARGEST_REPORT) return 'none';
    const { digest, contents } = file;
    const read = async (): Promise<Found> => {
      const bytes = contents?.length ? inline(contents, digest) : await fetchWhole(digest, from, signal);
      return bytes === null ? 'lost' : (readReport(bytes, key, action) ?? 'other');
    };
    return digest.sizeBytes > LARGE_REPORT ? await large(read) : await read();
  };

  const inline = (contents: Uint8Array, digest: BlobDigest): Uint8Array => {
    if (digestOf(contents).hash !== digest.hash) throw new ServerLie('its report has another digest');
    traffic.down += contents.length;
    return contents;
  };

  return {
    report,
    async result(found, { key, action }, from, signal) {
      const read = await report(found, key, action, from, signal);
      if (typeof read === 'string') return null;
      const wanted = missingOf(read, blobs);
      if (sizeOf(wanted) > MOST_BYTES) return null;
      await from.download(wanted, (digest, content) => receiveBlob(blobs, digest, content), signal);
      if (!wanted.every((digest) => blobs.has(toDigest(digest))))
        throw new RpcError(CODE.dataLoss, 'the server lost an output');
      return read.result;
    },
    async lastWords({ stderrRaw, stderrDigest }, from, signal) {
      const isSmall = isDigest(stderrDigest) && stderrDigest.sizeBytes > 0 && stderrDigest.sizeBytes < 1 << 16;
      const fetched = () => (isSmall ? fetchWhole(stderrDigest, from, signal).catch(() => null) : null);
      const bytes = stderrRaw?.length ? stderrRaw.subarray(0, 1 << 16) : await fetched();
      const line = bytes ? Buffer.from(bytes).toString('utf8').trim().split('\n')[0]!.slice(0, 200) : '';
      return line === '' ? '' : `: ${line}`;
    },
  };
}

/** The outputs of a report that this machine does not have yet. */
export function missingOf({ blobs: all }: Report, blobs: Blobs): readonly BlobDigest[] {
  return all.filter((digest) => !blobs.has(toDigest(digest)));
}

/** How many bytes they have together. */
export function sizeOf(digests: readonly BlobDigest[]): number {
  return digests.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

async function fetchWhole(digest: BlobDigest, from: RemoteBlobs, signal: AbortSignal): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = [];
  let found = false;
  const take = async (_: BlobDigest, content: Uint8Array | AsyncIterable<Uint8Array>) => {
    if (content instanceof Uint8Array) pieces.push(content);
    else for await (const piece of content) pieces.push(piece);
    found = true;
  };
  await from.download([digest], take, signal);
  return found ? Buffer.concat(pieces) : null;
}
