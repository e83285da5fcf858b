import { setMaxListeners } from 'node:events';
import { openRemoteBlobs, type RemoteBlobs, type Traffic } from '../../remote/client/blob-store.ts';
import { type Watch, watchServer } from '../../remote/client/watch-server.ts';
import type { Channel } from '../../remote/transport/transport.ts';

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
}

/** Opens one; a silent one is asked so often whether it is there, in milliseconds. */
export function openServer(endpoint: ExecutorEndpoint, traffic: Traffic, lookEvery?: number): Server {
  let last: { lost: AbortSignal; run: AbortSignal; signal: AbortSignal } | undefined;
  return {
    ...endpoint,
    remote: openRemoteBlobs(endpoint.channel, endpoint.instance, traffic),
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
