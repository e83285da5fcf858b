import { gatherConformance } from '../../reports/query/conformance.ts';
import { nameResults } from '../../reports/query/context.ts';
import { describeTests, printTests } from '../../reports/terminal/tests-text.ts';
import { paintFor, print, printJson } from '../io/terminal.ts';
import type { ShowFinished } from '../run/carry-out.ts';
import { describeFinished, printFinished } from '../run/run-text.ts';

/** Shows what came of the conformance cases: a table of their tests, then what a run shows of their cells. */
export const showConformance: ShowFinished = (outcome, shown) => {
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
