import { type Channel, CODE, RpcError } from '../transport/transport.ts';

/** Looks after a server on which something is waited for. */
export interface Watch {
  /** Begins to wait for something; the signal aborts with an `RpcError` once the server is lost. */
  enter(): AbortSignal;
  /** Waits for it no longer. */
  leave(): void;
}

/** How often a server is asked whether it is there, and how long it may take to say so; milliseconds. */
const LOOK_EVERY = 15_000;
const LOOK_DEADLINE = 20_000;

/**
 * Asks a server from time to time whether it is there, as long as something is waited for: a machine that was lost or stopped
 * leaves its connections open, and an execution may be silent for hours.
 */
export function watchServer(channel: Channel, instance: string, lookEvery = LOOK_EVERY): Watch {
  let waiting = 0;
  let lost = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    try {
      const options = { deadline: Math.min(LOOK_DEADLINE, 2 * lookEvery) };
      await channel.call('Capabilities/GetCapabilities', { instanceName: instance }, options);
    } catch (error) {
      if (!(error instanceof RpcError) || !LOST.includes(error.code)) return;
      const those = lost;
      // Whoever comes now may find it again.
      lost = new AbortController();
      those.abort(new RpcError(CODE.unavailable, 'the server fell silent'));
    }
  };
  return {
    enter() {
      if (waiting++ === 0) timer = setInterval(() => void look(), lookEvery).unref();
      return lost.signal;
    },
    leave() {
      if (--waiting === 0) clearInterval(timer);
    },
  };
}

const LOST: readonly number[] = [CODE.unavailable, CODE.deadlineExceeded];
