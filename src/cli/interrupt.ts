import { setMaxListeners } from 'node:events';

/** Aborted by Ctrl-C or a termination signal; thrown out of whatever was under way. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** A signal that aborts at the first SIGINT, SIGTERM or SIGHUP; at the second the process ends at once. */
export function abortOnSignals(): AbortSignal {
  const control = new AbortController();
  // Dozens of clients and steps may listen at once, which is no leak.
  setMaxListeners(0, control.signal);
  const stop = () => {
    if (control.signal.aborted) process.exit(130);
    control.abort(new Interrupted('interrupted'));
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop);
  // Every process and request under way waits for it.
  setMaxListeners(0, control.signal);
  return control.signal;
}
