import type { ExplainedLog } from '../query/explained-log.ts';
import { cleanLine } from '../text/clean.ts';
import { countOf, listOf } from '../text/words.ts';

/** What a log comes to, in one line. Plain text, cleaned. */
export interface LogHeadline {
  /** The log and its size. */
  readonly lead: string;
  readonly finding: string;
  /** What stands behind the finding, with its punctuation; may be empty. */
  readonly rest: string;
  /** How the finding sounds; null where it only counts. */
  readonly tone: 'good' | 'warn' | null;
}

/** Puts into a line what was found in a log. */
export function sayHeadline({ name, lines, reasons, causes, traps, warnings }: ExplainedLog): LogHeadline {
  const lead = `${cleanLine(name)} (${countOf(lines, 'line')})`;
  const counted = [
    causes.length > 0 ? countOf(causes.length, 'cause') : '',
    traps.length > 0 ? countOf(traps.length, 'warning that will trap', 'warnings that will trap') : '',
    warnings.length > 0 ? countOf(warnings.length, 'kind of warning', 'kinds of warnings') : '',
  ].filter((part) => part !== '');
  if (counted.length > 0) return { lead, finding: listOf(counted), rest: '', tone: null };
  if (reasons.suspects.length > 0) {
    return { lead, finding: 'no known message; these lines look like unrecognised errors', rest: '', tone: 'warn' };
  }
  if (!reasons.consequences.some(({ severity }) => severity === 'error'))
    return { lead, finding: 'no error and no warning', rest: '', tone: 'good' };
  const rest = ': what is here follows from an earlier message; look at the lines before it';
  return { lead, finding: 'a failure without its cause', rest, tone: 'warn' };
}
