import { CODES, type DiagnosticCode, isCode, trapsWhenRun } from '../../model/codes.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { breakId } from '../../model/results.ts';
import { parseBreakId } from './identify.ts';
import { subjectOf } from './subject.ts';

/**
 * The id of a warning under the present rules for subjects. Its message is not stored: a kind stays what it is, and an id
 * of which nothing is known any more is left alone.
 */
export function renameWarning(id: string): string {
  const name = parseBreakId(id);
  const field = name && Object.hasOwn(CODES, name.kind) ? CODES[name.kind as DiagnosticCode].subject : null;
  // Of an import the subject is two fields in one, and nothing in it is reduced.
  if (!name || field === null || field === 'module.symbol') return id;
  const code = name.kind as DiagnosticCode;
  const blank: Diagnostic = {
    reporter: 'unknown',
    severity: 'warning',
    code,
    message: '',
    logLine: 1,
    consequence: false,
  };
  return breakId(code, subjectOf({ ...blank, [field]: name.subject }) ?? name.subject);
}

/** Whether an id is that of a warning that will trap when the module runs; false: of any other break, or none's. */
export function isTrap(id: string): boolean {
  const kind = parseBreakId(id)?.kind;
  return kind !== undefined && isCode(kind) && trapsWhenRun(kind);
}
