import type { DiagnosticCode } from '../../model/codes.ts';
import { CODES } from '../../model/codes.ts';
import type { Diagnostic, Reporter, Severity } from '../../model/diagnostic.ts';

/** A diagnostic while its further lines are still being read. */
export type Draft = { -readonly [K in keyof Diagnostic]: Diagnostic[K] };

/** The fields of a diagnostic that come out of its text. */
export type Fields = Partial<Omit<Draft, 'reporter' | 'severity' | 'code' | 'message' | 'logLine' | 'count'>>;

/** Starts a diagnostic; whether it is a consequence follows from its code. */
export function draft(
  reporter: Reporter,
  severity: Severity,
  code: DiagnosticCode,
  message: string,
  fields?: Fields,
): Draft {
  const made = { reporter, severity, code, message, logLine: 0, consequence: CODES[code].consequence };
  return fields ? Object.assign(made, fields) : made;
}

/** Adds a further line to the message. */
export function appendLine(target: Draft, line: string): void {
  if (target.message.length < MESSAGE_CAP) target.message = `${target.message} ${line}`;
}

/** Longest message kept, in UTF-16 code units: template instances of C++ names reach a few thousand. */
export const MESSAGE_CAP = 4096;
