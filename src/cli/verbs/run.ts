import { untilInterrupted } from '../io/interrupt.ts';
import type { Verb } from '../io/verb.ts';
import { carryOut } from '../run/carry-out.ts';
import { checkRunOptions, declareRunOptions, type RunArguments } from '../run/options.ts';
import { printFinished } from '../run/run-text.ts';

/** `emrift run`. */
export const run: Verb<RunArguments> = {
  options: declareRunOptions,
  handle(options) {
    checkRunOptions(options);
    return untilInterrupted((signal) =>
      carryOut(options, signal, (outcome, shown) => printFinished({ ...outcome, ...shown })),
    );
  },
};
