import { gatherReasons, type LogReasons } from '../../breaks/gather-reasons.ts';
import { listFacts } from '../../evidence/context/context.ts';
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
  const log = await readLog(name);
  const { diagnostics, lines, omitted, context } = log;
  const { knowledge, listed, pages } = openSources(options.out);
  const reasons = gatherReasons(log, knowledge, rankOf);
  const offerOf = asksForNames(reasons.causes) ? await openOffers() : undefined;
  const causes = explainReasons(reasons.causes, listed, { offerOf, context });
  const traps = explainReasons(reasons.traps, listed, { context });
  const warnings = explainReasons(reasons.warnings, listed, { context });
  if (options.json) {
    const [why, later, aside] = [causes, traps, warnings].map((list) => list.map(referToLines));
    const { suspects } = reasons;
    const shown = listFacts(context);
    printJson({ diagnostics, lines, omitted, causes: why, traps: later, warnings: aside, suspects, context: shown });
  } else {
    const shown = name === '-' ? 'standard input' : name;
    const style = { pages, width: widthOf(process.stdout), all: options.all, paint: paintFor(process.stdout) };
    print(printExplainedLog({ name: shown, lines, omitted, reasons, causes, traps, warnings }, style));
  }
  return options['fail-on'] === 'error' && looksFailed(reasons) ? EXIT.broken : EXIT.ok;
}

/** Whether anything in a log says that something failed; warnings do not. */
function looksFailed({ causes, suspects, consequences }: LogReasons): boolean {
  return causes.length > 0 || suspects.length > 0 || consequences.some(({ severity }) => severity === 'error');
}

/** Each message stands once in the document: explanations name its line. */
function referToLines(one: Explanation) {
  const subjects = one.subjects.map(({ diagnostics, ...subject }) => ({
    ...subject,
    logLines: diagnostics.map(({ logLine }) => logLine),
  }));
  return { ...one, subjects };
}
