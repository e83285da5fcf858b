import { setMaxListeners } from 'node:events';
import process from 'node:process';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { notice } from './terminal.ts';

/** Aborted by Ctrl-C or a termination signal; thrown out of whatever was under way. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Ends the process at a signal that no command heeds itself, with the exit code that all of them have then. Gives whether
 * there was a signal.
 */
export function watchSignals(): () => boolean {
  let seen = false;
  for (const name of SIGNALS) {
    process.on(name, () => {
      seen = true;
      if (process.listenerCount(name) === 1) process.exit(EXIT.interrupted);
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
    if (control.signal.aborted) process.exit(EXIT.interrupted);
    control.abort(new Interrupted('interrupted'));
  };
  for (const name of SIGNALS) process.on(name, stop);
  return control.signal;
}

/** Does what can go on where it was interrupted, and says so when it is. Throws whatever else ends the work. */
export async function untilInterrupted(work: (signal: AbortSignal) => Promise<ExitCode>): Promise<ExitCode> {
  const signal = abortOnSignals();
  try {
    return await work(signal);
  } catch (error) {
    if (!signal.aborted && !(error instanceof Interrupted)) throw error;
    notice('interrupted; what was found so far is kept, rerun the same command to resume');
    return EXIT.interrupted;
  }
}
