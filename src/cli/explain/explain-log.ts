import { gatherReasons, type LogReasons } from '../../breaks/logs/gather-reasons.ts';
import { listFacts } from '../../evidence/context/context.ts';
import type { ReadLog } from '../../evidence/context/log-reader.ts';
import { annotateLog, summariseLog } from '../../reports/ci/explain-github.ts';
import { asksForNames, type Explanation, linesOf } from '../../reports/query/explain.ts';
import { type ExplainedLog, explainRead } from '../../reports/query/explained-log.ts';
import { type ExplainStyle, printExplainedLog } from '../../reports/terminal/explain-text.ts';
import { EXIT, type ExitCode } from '../io/exit-codes.ts';
import { appendStepSummary } from '../io/github-summary.ts';
import { notice, paintFor, print, printJson, widthOf } from '../io/terminal.ts';
import { followCommand, teeInput } from './follow.ts';
import { openNames } from './open-names.ts';
import type { ExplainOptions } from './options.ts';
import { readLog } from './read-log.ts';
import { openExplainSources } from './sources.ts';

/** Reads a log and explains what it says; the exit code says nothing of the log unless `--fail-on` asks for it. */
export async function explainLog(name: string, options: ExplainOptions): Promise<ExitCode> {
  const explained = await explain(await readLog(name), name === '-' ? 'standard input' : name, options);
  if (options.json) printJson(asDocument(explained));
  else print(printExplainedLog(explained, styleFor(process.stdout, explained, options)));
  return leave(explained, options);
}

/** Passes standard input through unchanged; the explanation follows on standard error. */
export async function explainTee(options: ExplainOptions): Promise<ExitCode> {
  const explained = await explain(await teeInput(), 'standard input', options);
  notice(printExplainedLog(explained, styleFor(process.stderr, explained, options)).trimEnd());
  return leave(explained, options);
}

/**
 * Runs a command, whose output passes through, and gives its exit code. Where it failed, or its result will trap, the
 * explanation follows on standard error.
 */
export async function explainCommand(command: readonly string[], options: ExplainOptions): Promise<number> {
  const { log, code } = await followCommand(command);
  const explained = await explain(log, command[0]!, options);
  if (code !== 0 && !looksFailed(explained.reasons)) {
    notice(`\nemrift: ${command[0]} ended with exit code ${code}, and nothing in its output looks like an error`);
  } else if (code !== 0 || explained.traps.length > 0) {
    notice(`\n${printExplainedLog(explained, styleFor(process.stderr, explained, options)).trimEnd()}`);
    leave(explained, options);
  }
  return code;
}

/** An explained log with what it was made from. */
type Explained = ExplainedLog & { readonly log: ReadLog; readonly pages: string };

async function explain(log: ReadLog, name: string, { out }: ExplainOptions): Promise<Explained> {
  const { knowledge, listed, pages } = openExplainSources(out);
  const reasons = gatherReasons(log, knowledge);
  const names = asksForNames([...reasons.causes, ...reasons.traps]) ? await openNames() : {};
  return { ...explainRead(name, log, reasons, { listed, ...names }), log, pages };
}

function styleFor(stream: NodeJS.WriteStream, { pages }: Explained, { all }: ExplainOptions): ExplainStyle {
  return { pages, width: widthOf(stream), all, paint: paintFor(stream) };
}

/** Reports to GitHub where that is asked for, and gives the exit code of the log. */
function leave(explained: Explained, { github, 'fail-on': failOn }: ExplainOptions): ExitCode {
  if (github) {
    for (const line of annotateLog(explained)) notice(line);
    appendStepSummary(summariseLog(explained, explained.pages));
  }
  return failOn === 'error' && looksFailed(explained.reasons) ? EXIT.broken : EXIT.ok;
}

function asDocument({ log, reasons, causes, traps, warnings }: Explained) {
  const { diagnostics, lines, omitted, context } = log;
  const [why, later, aside] = [causes, traps, warnings].map((list) => list.map(referToLines));
  const { suspects } = reasons;
  const shown = listFacts(context);
  return { diagnostics, lines, omitted, causes: why, traps: later, warnings: aside, suspects, context: shown };
}

/** Whether anything in a log says that something failed; warnings do not. */
function looksFailed({ causes, suspects, consequences }: LogReasons): boolean {
  return causes.length > 0 || suspects.length > 0 || consequences.some(({ severity }) => severity === 'error');
}

/** Each message stands once in the document: explanations name its line. */
function referToLines(one: Explanation) {
  const subjects = one.subjects.map(({ diagnostics, ...subject }) => ({
    ...subject,
    logLines: diagnostics.flatMap(linesOf),
  }));
  return { ...one, subjects };
}
