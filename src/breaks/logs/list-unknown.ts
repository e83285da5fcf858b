import { type LogContext, numberedLines } from '../../evidence/context/context.ts';
import { byWeight, type Suspect, weighLine } from '../../evidence/diagnostics/suspects.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';

/** What a log says beside the lines that nothing here knows. */
export interface KnownParts {
  /** Lines that only knowledge reads. */
  readonly lines: readonly Diagnostic[];
  readonly errors: readonly Diagnostic[];
  /** What only follows from others, and remarks. */
  readonly rest: readonly Diagnostic[];
}

/**
 * The lines of a log that look like errors and that nothing here knows, those that weigh most first: `unread` are messages
 * without a template, `others` what the parser set aside. None where what ran after them went well.
 */
export function listUnknown(
  unread: readonly Diagnostic[],
  others: readonly Suspect[],
  known: KnownParts,
  context: LogContext,
): readonly Suspect[] {
  const explained = new Set(known.lines.map(({ logLine }) => logLine));
  const suspects = [...asSuspects(unread, context), ...others.filter(({ logLine }) => !explained.has(logLine))];
  return unlessItEndedWell(suspects.sort(byWeight), known, context);
}

/** Messages as the log has them, whole lines; of a line that was left out of the context the message alone. */
function asSuspects(unread: readonly Diagnostic[], context: LogContext): readonly Suspect[] {
  if (unread.length === 0) return [];
  const asked = new Set(unread.map(({ logLine }) => logLine));
  const lines = new Map<number, string>();
  for (const { text, number } of numberedLines(context)) if (asked.has(number)) lines.set(number, text.trim());
  return unread.map(({ message, logLine, count = 1 }) => {
    const text = lines.get(logLine)?.slice(0, LINE_CAP) || message;
    return { text, logLine, count, weight: Math.max(weighLine(text), weighLine(message), 2) };
  });
}

/** What is shown of a line. */
const LINE_CAP = 400;

/** What tools say at the end of what went well: builds, tests, installations. */
const WELL =
  /^ok {1,2}\t|^PASS\b|^test result: ok\b|\b0 (?:failed|failures|errors?)\b|\b\d+ pass(?:ed|ing)\b|^OK(?: \(|$)|100% tests passed|\[100%\] (?:Built|Linking)|^ *Finished |compiled (?:successfully|with \d+ warning)|^✓ built in|BUILD SUCCESS|[Ss]uccessfully (?:installed|built|deployed|completed|tagged)|^Done in |created .{1,80} in \d|"Action":"pass"|build completed|Build succeeded|^success\b/;

/** Lines that look like errors say nothing where what ran after them went well, and nothing failed after that. */
function unlessItEndedWell(
  suspects: readonly Suspect[],
  { errors, rest }: KnownParts,
  context: LogContext,
): readonly Suspect[] {
  if (suspects.length === 0) return suspects;
  let well = 0;
  for (const { text, number } of numberedLines(context)) if (WELL.test(text)) well = number;
  const later = (list: readonly { readonly logLine: number }[]) => list.some(({ logLine }) => logLine > well);
  const failedAfter = later(suspects) || later(errors) || later(rest.filter(({ severity }) => severity === 'error'));
  return failedAfter ? suspects : [];
}
