import { setMaxListeners } from 'node:events';
import { openRemoteBlobs, type RemoteBlobs, type Traffic, type Upload } from '../../remote/client/blob-store.ts';
import { type Watch, watchServer } from '../../remote/client/watch-server.ts';
import type { Channel } from '../../remote/transport/transport.ts';
import type { SentToolchain } from './sent-toolchains.ts';

/** A server that carries out actions. */
export interface ExecutorEndpoint {
  readonly channel: Channel;
  readonly instance: string;
  /** What it is called where it is spoken of. */
  readonly name: string;
}

/** A server, its blobs, and who looks whether it is there. */
export interface Server extends ExecutorEndpoint {
  readonly remote: RemoteBlobs;
  readonly watch: Watch;
  /** One signal for both, the same each time: a run has a million actions, and a combined signal is dear. */
  readonly both: (lost: AbortSignal, run: AbortSignal) => AbortSignal;
  /**
   * Sees to it that the server has a toolchain, which it is asked once; `again` where it lost a part of what it had. Rejects with
   * `RpcError`, and with what the signal aborts with.
   */
  readonly sendToolchain: (toolchain: SentToolchain, again: boolean, signal: AbortSignal) => Promise<void>;
}

/** Opens one; a silent one is asked so often whether it is there, in milliseconds. */
export function openServer(endpoint: ExecutorEndpoint, traffic: Traffic, lookEvery?: number): Server {
  let last: { lost: AbortSignal; run: AbortSignal; signal: AbortSignal } | undefined;
  const remote = openRemoteBlobs(endpoint.channel, endpoint.instance, traffic);
  const sent = new Map<string, Promise<void>>();
  return {
    ...endpoint,
    remote,
    async sendToolchain({ root, parts }, again, signal) {
      const underWay = again ? undefined : sent.get(root.hash);
      const sending = underWay ?? sendMissing(parts(), remote, signal);
      sent.set(root.hash, sending);
      // Whoever comes next asks anew.
      await sending.catch((error) => {
        if (sent.get(root.hash) === sending) sent.delete(root.hash);
        throw error;
      });
    },
    watch: watchServer(endpoint.channel, endpoint.instance, lookEvery),
    both(lost, run) {
      if (last?.lost !== lost || last.run !== run) {
        last = { lost, run, signal: AbortSignal.any([lost, run]) };
        // One listener a call that is under way.
        setMaxListeners(0, last.signal);
      }
      return last.signal;
    },
  };
}

/** Sends what the server lacks of these. Rejects with `RpcError`, and with what the signal aborts with. */
export async function sendMissing(uploads: readonly Upload[], to: RemoteBlobs, signal: AbortSignal): Promise<void> {
  const missing = await to.findMissing(
    uploads.map(({ digest }) => digest),
    signal,
  );
  if (missing.length === 0) return;
  const hashes = new Set(missing.map(({ hash }) => hash));
  await to.upload(
    uploads.filter(({ digest }) => hashes.delete(digest.hash)),
    signal,
  );
}
