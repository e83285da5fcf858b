import { gatherConformance } from '../../reports/query/conformance.ts';
import { nameResults } from '../../reports/query/context.ts';
import { describeTests, printTests } from '../../reports/terminal/tests-text.ts';
import { paintFor, print, printJson } from '../io/terminal.ts';
import type { TellFinished } from '../run/carry-out.ts';
import { describeFinished, printFinished } from '../run/run-text.ts';

/** Tells what the conformance cases came to: a table of their tests, then what a run tells of their cells. */
export const tellConformance: TellFinished = (outcome, shown) => {
  const { finished } = outcome;
  const context = nameResults(finished.catalogue, finished.results);
  const found = gatherConformance(context);
  if (shown.json) {
    printJson({ ...describeFinished({ ...outcome, ...shown }), tests: describeTests(found) });
    return;
  }
  print(printTests(context, found, paintFor(process.stdout)));
  printFinished({ ...outcome, ...shown });
};
