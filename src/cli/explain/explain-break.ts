import type { BreakName } from '../../breaks/identity/identify.ts';
import { reasonOf } from '../../breaks/logs/gather-reasons.ts';
import { asksForNames, explainReasons } from '../../reports/query/explain.ts';
import { printExplanation } from '../../reports/terminal/explain-text.ts';
import { EXIT, type ExitCode } from '../io/exit-codes.ts';
import { paintFor, print, printJson, widthOf } from '../io/terminal.ts';
import { openNames } from './open-names.ts';
import { openExplainSources } from './sources.ts';

/** Shows what is known and what was measured of a break, by its id. */
export async function explainBreak(
  { kind, subject }: BreakName,
  { out, json }: { readonly out?: string | undefined; readonly json: boolean },
): Promise<ExitCode> {
  const { knowledge, listed, pages } = openExplainSources(out);
  const reasons = [reasonOf(kind, subject, knowledge)];
  const names = asksForNames(reasons) ? await openNames() : {};
  const [explanation] = explainReasons(reasons, listed, names);
  if (json) printJson(explanation);
  else {
    const style = { pages, width: widthOf(process.stdout), all: true, paint: paintFor(process.stdout) };
    print(printExplanation(explanation!, style));
  }
  return EXIT.ok;
}
