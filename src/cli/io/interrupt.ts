import { setMaxListeners } from 'node:events';
import process from 'node:process';

/** Aborted by Ctrl-C or a termination signal; thrown out of whatever was under way. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What a shell calls a program that Ctrl-C ended; every signal of the three counts as that. */
const INTERRUPTED = 130;

/**
 * Ends the process at a signal that no command heeds itself, with the exit code that all of them have then. Gives whether
 * there was a signal.
 */
export function watchSignals(): () => boolean {
  let seen = false;
  for (const name of SIGNALS) {
    process.on(name, () => {
      seen = true;
      if (process.listenerCount(name) === 1) process.exit(INTERRUPTED);
    });
  }
  return () => seen;
}

/** A signal that aborts at the first SIGINT, SIGTERM or SIGHUP; at the second the process ends at once. */
export function abortOnSignals(): AbortSignal {
  const control = new AbortController();
  // Dozens of clients and steps may listen at once, which is no leak.
  setMaxListeners(0, control.signal);
  const stop = () => {
    if (control.signal.aborted) process.exit(INTERRUPTED);
    control.abort(new Interrupted('interrupted'));
  };
  for (const name of SIGNALS) process.on(name, stop);
  return control.signal;
}
