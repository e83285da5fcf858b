import type { Diagnostic, Severity } from '../../model/diagnostic.ts';
import { rankOf } from './rank.ts';

const LOUDNESS: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/**
 * The messages of one failed step, the cause first: errors before warnings, then by rank, then in log order; what
 * only follows from another message comes last.
 */
export function causesFirst(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      Number(a.consequence) - Number(b.consequence) ||
      LOUDNESS[a.severity] - LOUDNESS[b.severity] ||
      rankOf(a.code) - rankOf(b.code) ||
      a.logLine - b.logLine,
  );
}
