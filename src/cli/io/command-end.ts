import process from 'node:process';
import { InfrastructureError, ProblemInInput, printProblem } from '../../model/errors.ts';
import { asTrouble } from '../../system/system-trouble.ts';
import { EXIT } from './exit-codes.ts';
import { Interrupted, watchSignals } from './interrupt.ts';
import { notice } from './terminal.ts';

/** What to do about a command line that was not understood. */
export const HINT = '`emrift --help` lists commands and options';

/** A bug, in the numbers of sysexits.h (EX_SOFTWARE). */
const BUG = 70;

/** Does what a command line says, and ends the process with the exit code that it gives, or that what it throws has. */
export function endWith(act: () => Promise<number>): void {
  // Each child process is watched until it ends, and there may be many at a time.
  process.setMaxListeners(0);
  // What never comes to an end, and so leaves Node nothing to wait for, is a bug.
  process.exitCode = BUG;
  void guard(act).then((code) => {
    process.exitCode = code;
  });
}

async function guard(act: () => Promise<number>): Promise<number> {
  const wasInterrupted = watchSignals();
  try {
    const code = await act();
    return wasInterrupted() ? EXIT.interrupted : code;
  } catch (error) {
    if (!wasInterrupted() && !(error instanceof Interrupted)) return explainFailure(error);
    notice('interrupted');
    return EXIT.interrupted;
  }
}

/** Shows the user what went wrong: expected errors in one line, bugs with their stack. */
function explainFailure(failure: unknown): number {
  // What yargs finds wrong outside of `fail`, such as an option without its text.
  const isYargs = failure instanceof Error && failure.name === 'YError';
  const error = isYargs ? new ProblemInInput(failure.message, { hint: HINT }) : failure;
  const isExpected = error instanceof ProblemInInput || error instanceof InfrastructureError;
  const trouble = isExpected ? error : asTrouble(error);
  if (trouble) {
    notice(`emrift: ${printProblem(trouble)}`);
    return trouble instanceof ProblemInInput ? EXIT.input : EXIT.infrastructure;
  }
  notice(
    `emrift: this is a bug in emrift; please report it with these lines\n${error instanceof Error ? error.stack : String(error)}`,
  );
  return BUG;
}
