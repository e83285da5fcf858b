import { byCodeUnit } from '../../model/order.ts';
import type { CellOutcomes, ReadOutcomes } from '../../model/outcomes.ts';
import type { StepEvidence } from '../../model/record.ts';
import type { CellBreak, Evidence, ModuleSurface, StepEntry } from '../../model/results.ts';
import { nameBreak } from '../identity/identify.ts';
import { subjectOf } from '../identity/subject.ts';
import { tableKey } from '../identity/table-key.ts';
import { type Knowledge, supplySubject } from '../knowledge/find-known.ts';
import { sortUnique } from '../order.ts';
import { type Cause, classifyFailure, classifyTraps } from './classify.ts';

/** What a step that ran means for its cell. Ids are sorted. */
export type Judgement =
  | {
      readonly kind: 'failed';
      /** The one break; cells that have no other share the list. */
      readonly breaks: readonly [CellBreak];
      readonly also: readonly string[];
    }
  | {
      readonly kind: 'passed';
      readonly warnings: readonly string[];
      /** Ids of warnings that will trap. */
      readonly also: readonly string[];
      /** `step/path` → key in the table of modules. */
      readonly modules: readonly (readonly [name: string, key: string])[];
      /** What the tests that it ran came to; undefined where it ran none. */
      readonly outcomes: CellOutcomes | undefined;
    };

/** Where evidence, module surfaces and names of tests are kept, each once, under the key of its content. */
export interface Tables {
  readonly evidence: Map<string, Evidence>;
  readonly modules: Map<string, ModuleSurface>;
  readonly tests: Map<string, readonly string[]>;
}

/** The step that is judged. */
export interface JudgedStep {
  readonly case: string;
  readonly entry: StepEntry;
}

/** Reads a step's evidence as a judgement, and keeps in `tables` what the cell will refer to. */
export function judgeStep(evidence: StepEvidence, step: JudgedStep, knowledge: Knowledge, tables: Tables): Judgement {
  return evidence.outcome === 'failed'
    ? judgeFailure(evidence, step, knowledge, tables)
    : judgeSuccess(evidence, step, knowledge, tables);
}

function judgeFailure(evidence: StepEvidence, step: JudgedStep, knowledge: Knowledge, tables: Tables): Judgement {
  const causes = classifyFailure(evidence);
  const ids = causes.map((cause) => nameCause(cause, evidence, step, knowledge));
  const key = keep(tables.evidence, evidenceOf(evidence, step.entry, causes));
  const [id = ''] = ids;
  const also = sortUnique(ids.slice(1)).filter((other) => other !== id);
  return { kind: 'failed', breaks: [{ step: step.entry.name, id, evidence: key }], also };
}

function judgeSuccess(evidence: StepEvidence, step: JudgedStep, knowledge: Knowledge, tables: Tables): Judgement {
  const warnings = evidence.diagnostics
    .filter(({ severity, consequence }) => severity === 'warning' && !consequence)
    .map((warning) => ({ kind: warning.code, subject: subjectOf(warning), diagnostics: [warning] }));
  const modules = Object.entries(evidence.modules).map(
    ([path, surface]) => [`${step.entry.name}/${path}`, keep(tables.modules, surface)] as const,
  );
  const name = (cause: Cause) => nameCause(cause, evidence, step, knowledge);
  return {
    kind: 'passed',
    warnings: sortUnique(warnings.map(name)),
    also: sortUnique(classifyTraps(evidence).map(name)),
    modules,
    outcomes: evidence.outcomes && keepOutcomes(evidence.outcomes, evidence, tables),
  };
}

function keepOutcomes(read: ReadOutcomes, { exitCode, limit }: StepEvidence, { tests }: Tables): CellOutcomes {
  const { pass, fail, skip, details, open, closed } = read;
  // Go's package testing says at the end that it is through; of other programs only the exit code can say it.
  const cut = !closed && (exitCode !== 0 || open !== undefined);
  return {
    tests: keep(tests, [...pass, ...fail, ...skip].sort(byCodeUnit)),
    ...(fail.length > 0 ? { fail } : {}),
    ...(skip.length > 0 ? { skip: keep(tests, skip) } : {}),
    ...(Object.keys(details).length > 0 ? { details } : {}),
    exitCode,
    ...(limit ? { limit } : {}),
    ...(cut ? { cut } : {}),
    ...(cut && open !== undefined ? { open } : {}),
  };
}

function nameCause(cause: Cause, evidence: StepEvidence, step: JudgedStep, knowledge: Knowledge): string {
  const at = { case: step.case, step: step.entry.name };
  const subject =
    cause.subject ??
    supplySubject({ kind: cause.kind, subject: null, ...at, texts: textsOf(cause, evidence) }, knowledge);
  // All repetitions of a step ask the same question, so what fails in several of them is one reason.
  return nameBreak(cause.kind, subject, { ...at, step: step.entry.repeats?.step ?? at.step }).id;
}

function textsOf(cause: Cause, evidence: StepEvidence): readonly string[] {
  const messages = cause.diagnostics.map(({ message }) => message);
  return messages.length > 0
    ? messages
    : evidence.unmet.filter(({ kind }) => kind === cause.kind).map(({ text }) => text);
}

function evidenceOf(evidence: StepEvidence, entry: StepEntry, causes: readonly Cause[]): Evidence {
  const { exitCode, limit, log, unmet } = evidence;
  return {
    command: entry.run,
    env: entry.env,
    exitCode,
    ...(limit ? { limit } : {}),
    log,
    ...(unmet.length > 0 ? { unmet: unmet.map(({ text }) => text) } : {}),
    diagnostics: causes.flatMap(({ diagnostics }) => diagnostics).slice(0, MAX_DIAGNOSTICS),
  };
}

/** The log is trimmed in the middle, so that a flood of messages need not be kept a second time. */
const MAX_DIAGNOSTICS = 100;

function keep<T>(table: Map<string, T>, value: T): string {
  const key = tableKey(value);
  if (!table.has(key)) table.set(key, value);
  return key;
}
