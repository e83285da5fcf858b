import type { LogContext } from '../../evidence/context/context.ts';
import type { Suspect } from '../../evidence/diagnostics/suspects.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { findMeanings } from '../names/find-meanings.ts';
import { mayHaveUnreadNames } from '../names/names-in.ts';
import { asMessage, searchedLines } from './known-lines.ts';

/** The most lines that are taken for their names. */
const MOST = 20;
const LINE_CAP = 2000;

/** Words of a line that says that something is wrong. */
const WRONG = /error|fail|missing|unknown|undefined|unresolved|unsatisfied|\bnot\b|n't\b|cannot|requires? /i;

/**
 * Lines that neither a grammar nor knowledge reads, of which a name is known: messages without a template, lines that look
 * like errors, and any that has a name which can hardly mean anything else beside words of something wrong. To be asked where
 * a log has no cause otherwise.
 */
export function findNamedLines(
  unread: readonly Diagnostic[],
  suspects: readonly Suspect[],
  context: LogContext,
): readonly Diagnostic[] {
  const found = new Map<number, Diagnostic>();
  const take = (message: Diagnostic) => {
    if (found.size < MOST && !found.has(message.logLine) && findMeanings([message], context).length > 0)
      found.set(message.logLine, message);
  };
  for (const message of unread) take(message);
  for (const { text, logLine } of suspects) take(asMessage(text, logLine));
  if (!mayHaveUnreadNames(context.text)) return [...found.values()];
  for (const { text, number } of searchedLines(context))
    if (text.length <= LINE_CAP && mayHaveUnreadNames(text) && WRONG.test(text)) take(asMessage(text.trim(), number));
  return [...found.values()];
}
