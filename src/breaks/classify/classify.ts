import { causesFirst } from '../../evidence/diagnostics/rank.ts';
import { CODES, type Kind, trapsWhenRun } from '../../model/codes.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { StepEvidence } from '../../model/record.ts';
import { cleanSubject } from '../identity/clean-text.ts';
import { subjectOf } from '../identity/subject.ts';

/** One reason for a failed step, or one warning of a passed step that will trap. */
export interface Cause {
  readonly kind: Kind;
  /** Null where nothing names it: case and step stand in. */
  readonly subject: string | null;
  /** The messages that say so; none where the run itself found it. */
  readonly diagnostics: readonly Diagnostic[];
}

/** As many causes as one step is given; a log may hold tens of thousands. */
const MAX_CAUSES = 100;

/**
 * The exit codes with which a shell reports a signal that a program brings upon itself, 128 and its number
 * (POSIX.1-2017, XCU 2.8.2; signal(7) of Linux). SIGABRT is not among them: wasmtime ends with 134 for a guest's trap.
 */
const FAULTS: Readonly<Record<number, string>> = { 132: 'SIGILL', 133: 'SIGTRAP', 135: 'SIGBUS', 139: 'SIGSEGV' };

/**
 * Why a step failed, causes first, never empty.
 *
 * 1. A program that ended well (exit code 0) but left the wrong artefacts is judged by its artefacts.
 * 2. The tools' own error messages; of several the one with the lowest rank, then the earliest.
 * 3. A limit that the step declares, or a fault for which the system ended the program.
 * 4. What is missing in the artefacts of a program that failed, then output that differs.
 * 5. `unexplained-failure`, with the lines that look like errors and fit no template.
 */
export function classifyFailure(evidence: StepEvidence): readonly Cause[] {
  const { unmet, limit, exitCode } = evidence;
  const found = unmet.map(({ kind, subject }) => ({
    kind,
    subject: subject && cleanSubject(subject),
    diagnostics: [],
  }));
  const artefacts = found.filter(({ kind }) => kind !== 'wrong-output');
  const output = found.filter(({ kind }) => kind === 'wrong-output');
  const stated = causesOf(evidence.diagnostics);
  const fault = exitCode === null || limit ? undefined : FAULTS[exitCode];
  const struck: Cause[] = [];
  if (limit) struck.push({ kind: `limit-${limit}`, subject: null, diagnostics: [] });
  if (fault && stated.length === 0) struck.push({ kind: 'program-crash', subject: fault, diagnostics: [] });
  const ordered =
    exitCode === 0 ? [...artefacts, ...stated, ...struck, ...output] : [...stated, ...struck, ...artefacts, ...output];
  if (ordered.length === 0) return [unexplained(evidence.diagnostics)];
  return mergeCauses(ordered).slice(0, MAX_CAUSES);
}

/** The warnings of a passed step that will trap or misbehave when its module runs. */
export function classifyTraps(evidence: StepEvidence): readonly Cause[] {
  const traps = evidence.diagnostics.filter(
    (message) => message.severity === 'warning' && explains(message) && trapsWhenRun(message.code),
  );
  return mergeCauses(traps.map(causeOf)).slice(0, MAX_CAUSES);
}

function causesOf(diagnostics: readonly Diagnostic[]): readonly Cause[] {
  const errors = diagnostics.filter((message) => message.severity === 'error' && explains(message));
  return causesFirst(errors).map(causeOf);
}

/** Whether a message can be a first cause: it does not merely follow from another, and it names a kind. */
function explains({ code, consequence }: Diagnostic): boolean {
  return !consequence && !CODES[code].consequence && code !== 'unrecognised';
}

function causeOf(diagnostic: Diagnostic): Cause {
  return { kind: diagnostic.code, subject: subjectOf(diagnostic), diagnostics: [diagnostic] };
}

function unexplained(diagnostics: readonly Diagnostic[]): Cause {
  const lines = diagnostics.filter(({ code }) => code === 'unrecognised');
  return { kind: 'unexplained-failure', subject: null, diagnostics: lines.slice(0, MAX_CAUSES) };
}

/** One cause per kind and subject, at the place of its first message. */
function mergeCauses(causes: readonly Cause[]): readonly Cause[] {
  const merged = new Map<string, Cause & { diagnostics: Diagnostic[] }>();
  for (const { kind, subject, diagnostics } of causes) {
    const key = `${kind}:${subject ?? '\n'}`;
    const known = merged.get(key);
    if (known) known.diagnostics.push(...diagnostics);
    else merged.set(key, { kind, subject, diagnostics: [...diagnostics] });
  }
  return [...merged.values()];
}
