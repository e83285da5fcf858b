import { resolve } from 'node:path';
import { conform } from '../../engine/conformance/conform.ts';
import { isFailure } from '../../evidence/conformance/outcome.ts';
import { renderConformanceJunit } from '../../reports/ci/conformance-junit.ts';
import { printConformance } from '../../reports/terminal/conformance-text.ts';
import { writeAtomically } from '../../system/files.ts';
import {
  type ConformanceArguments,
  checkConformanceOptions,
  declareConformanceOptions,
} from '../conformance/options.ts';
import { codeOf, type ExitCode } from '../io/exit-codes.ts';
import { write } from '../io/github-summary.ts';
import { untilInterrupted } from '../io/interrupt.ts';
import { paintFor, print, printJson, tell } from '../io/terminal.ts';
import type { Verb } from '../io/verb.ts';

/** `emrift conformance`. */
export const conformance: Verb<ConformanceArguments> = {
  options: declareConformanceOptions,
  handle(options) {
    checkConformanceOptions(options);
    return untilInterrupted((signal) => perform(options, signal));
  },
};

async function perform(options: ConformanceArguments, signal: AbortSignal): Promise<ExitCode> {
  const { suite, host, expect, matrix, timeout: seconds, jobs, junit, json } = options;
  const { hosts, unavailable } = await conform({ suite, host, expect, matrix, seconds, jobs, signal, note: tell });
  for (const reason of unavailable) tell(reason);
  if (junit !== undefined) write(junit, () => writeAtomically(resolve(junit), renderConformanceJunit(hosts)));
  if (json) printJson({ hosts, unavailable });
  else print(printConformance(hosts, paintFor(process.stdout)));
  const outcomes = hosts.flatMap(({ suites }) => suites.flatMap(({ tests }) => tests.map(({ outcome }) => outcome)));
  return codeOf(outcomes.some(isFailure), unavailable.length > 0 || outcomes.includes('undecided'));
}
