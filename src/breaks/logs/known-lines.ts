import { type LogContext, type NumberedLine, numberedLines } from '../../evidence/context/context.ts';
import { mayMatter } from '../../evidence/diagnostics/may-matter.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { findBest, type Knowledge, wordsOf } from '../knowledge/find-known.ts';
import { foldText } from '../knowledge/fold-text.ts';

/** The most lines that are reported beside the messages. */
const MOST = 50;

/** Warnings and results of a configuration that went on: of their words some are those of its errors. */
const WARNING = /^\s*(?:configure: WARNING:|CMake (?:Deprecation )?Warning\b|-- Could NOT find \w)/;

/** What a compiler quotes of the source below its message. */
const QUOTED = /^\s*#\s*(?:error|warning|include)\b/;

/** A compiler's remark to an error, as of the place where something is declared. */
const REMARK = /:\d+:(?:\d+:)? note: /;

/** Longer lines are commands and whole programs, shorter ones say nothing. */
const LINE_CAP = 2000;
const SHORTEST = 6;

/**
 * Lines that no grammar reads and that knowledge has the words of: entries of the kind `unexplained-failure` with a text.
 * Build tools, browsers and installers say what is wrong in lines of every shape. `read` holds the lines that messages
 * were made from.
 */
export function findKnownLines(
  context: LogContext,
  knowledge: Knowledge,
  read: ReadonlySet<number>,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const mayHold = finderIn(knowledge);
  const isWarned = warningsOfWebpack(context);
  for (const { text, number } of searchedLines(context)) {
    if (found.length >= MOST) break;
    if (isWarned(text)) continue;
    if (text.length > LINE_CAP || text.length < SHORTEST || read.has(number) || !mayHold(text) || WARNING.test(text))
      continue;
    if (QUOTED.test(text) || REMARK.test(text)) continue;
    const made = asMessage(text.trim(), number);
    if (findBest(seenAsLine(made, context), knowledge)) found.push(made);
  }
  return found;
}

/** Whether a line, asked of in order, belongs to a warning of webpack, in a log of errors of webpack's. */
function warningsOfWebpack(context: LogContext): (line: string) => boolean {
  if (!/^ERROR in /m.test(context.text)) return () => false;
  let inside = false;
  return (line) => {
    if (line.startsWith('WARNING in ')) inside = true;
    else if (line.trim() === '' || line.startsWith('ERROR in ')) inside = false;
    return inside;
  };
}

/** The lines in which knowledge's words are looked for: of a log too long to be kept whole, those that may be messages. */
export function* searchedLines(context: LogContext): Generator<NumberedLine> {
  for (const line of numberedLines(context)) if (context.gap === undefined || mayMatter(line.text)) yield line;
}

function seenAsLine({ message }: Diagnostic, context: LogContext) {
  return { kind: 'unexplained-failure', subject: null, case: null, step: null, texts: [message], context } as const;
}

/** A line as a message without a template. */
export function asMessage(message: string, logLine: number): Diagnostic {
  return { reporter: 'unknown', severity: 'error', code: 'unrecognised', message, logLine, consequence: false };
}

/** A quick test of whether a line can hold any entry's words; of knowledge narrowed to a log few are left. */
function finderIn(knowledge: Knowledge): (line: string) => boolean {
  const parts = [...new Set(knowledge.entriesOf('unexplained-failure').flatMap((entry) => wordsOf(entry) ?? []))];
  return (line) => {
    const folded = foldText(line);
    return parts.some((part) => folded.includes(part));
  };
}
