import { gatherReasons } from '../../breaks/gather-reasons.ts';
import { rankOf } from '../../evidence/diagnostics/rank.ts';
import { asksForNames, type Explanation, explainReasons } from '../../reports/explain.ts';
import { printExplainedLog } from '../../reports/explain-text.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { paintFor, print, printJson, widthOf } from '../terminal.ts';
import type { ExplainOptions } from '../verbs/explain.ts';
import { openOffers } from './offers.ts';
import { readLog } from './read-log.ts';
import { openSources } from './sources.ts';

/** Reads a log and explains what it says; the exit code says nothing of the log unless `--fail-on` asks for it. */
export async function explainLog(name: string, options: ExplainOptions): Promise<ExitCode> {
  const { diagnostics, lines, omitted } = await readLog(name);
  const { knowledge, listed, pages } = openSources(options.out);
  const reasons = gatherReasons(diagnostics, knowledge, rankOf);
  const offerOf = asksForNames(reasons.causes) ? await openOffers() : undefined;
  const causes = explainReasons(reasons.causes, listed, offerOf);
  const traps = explainReasons(reasons.traps, listed);
  const warnings = explainReasons(reasons.warnings, listed);
  if (options.json) {
    const [why, later, aside] = [causes, traps, warnings].map((list) => list.map(referToLines));
    printJson({ diagnostics, lines, omitted, causes: why, traps: later, warnings: aside });
  } else {
    const shown = name === '-' ? 'standard input' : name;
    const style = { pages, width: widthOf(process.stdout), all: options.all, paint: paintFor(process.stdout) };
    print(printExplainedLog({ name: shown, lines, omitted, reasons, causes, traps, warnings }, style));
  }
  const failed = options['fail-on'] === 'error' && diagnostics.some(({ severity }) => severity === 'error');
  return failed ? EXIT.broken : EXIT.ok;
}

/** Each message stands once in the document: explanations name its line. */
function referToLines(one: Explanation) {
  const subjects = one.subjects.map(({ diagnostics, ...subject }) => ({
    ...subject,
    logLines: diagnostics.map(({ logLine }) => logLine),
  }));
  return { ...one, subjects };
}
