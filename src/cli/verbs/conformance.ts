import { resolve } from 'node:path';
import { conform } from '../../engine/conformance/conform.ts';
import { isFailure } from '../../evidence/conformance/outcome.ts';
import { renderConformanceJunit } from '../../reports/ci/conformance-junit.ts';
import { CONFORMANCE_TAG } from '../../reports/query/conformance.ts';
import { printConformance } from '../../reports/terminal/conformance-text.ts';
import { writeAtomically } from '../../system/files.ts';
import {
  type ConformanceArguments,
  declareConformanceOptions,
  type SuiteArguments,
  suiteOf,
} from '../conformance/options.ts';
import { showConformance } from '../conformance/show-conformance.ts';
import { codeOf, type ExitCode } from '../io/exit-codes.ts';
import { write } from '../io/github-summary.ts';
import { untilInterrupted } from '../io/interrupt.ts';
import { notice, paintFor, print, printJson } from '../io/terminal.ts';
import type { Verb } from '../io/verb.ts';
import { carryOut } from '../run/carry-out.ts';
import { checkRunOptions } from '../run/options.ts';

/** `emrift conformance`. */
export const conformance: Verb<ConformanceArguments> = {
  options: declareConformanceOptions,
  handle(options) {
    const suite = suiteOf(options, process.argv.slice(2));
    if (suite) return untilInterrupted((signal) => performSuite(suite, signal));
    checkRunOptions(options);
    const cases = options.case ?? [`tag:${CONFORMANCE_TAG}`];
    return untilInterrupted((signal) => carryOut({ ...options, case: cases }, signal, showConformance));
  },
};

async function performSuite(options: SuiteArguments, signal: AbortSignal): Promise<ExitCode> {
  const { junit, json, ...settings } = options;
  const { hosts, unavailable } = await conform({ ...settings, signal, note: notice });
  for (const reason of unavailable) notice(reason);
  if (junit !== undefined) write(junit, () => writeAtomically(resolve(junit), renderConformanceJunit(hosts)));
  if (json) printJson({ hosts, unavailable });
  else print(printConformance(hosts, paintFor(process.stdout)));
  const outcomes = hosts.flatMap(({ suites }) => suites.flatMap(({ tests }) => tests.map(({ outcome }) => outcome)));
  return codeOf(outcomes.some(isFailure), unavailable.length > 0 || outcomes.includes('undecided'));
}
