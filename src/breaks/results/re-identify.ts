import { parseLog } from '../../evidence/diagnostics/parse-log.ts';
import { readUnmet } from '../../evidence/unmet.ts';
import type { LimitName } from '../../model/action.ts';
import { isCode, isKind } from '../../model/codes.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { memoise } from '../../model/memoise.ts';
import type { StepEvidence } from '../../model/record.ts';
import {
  type CaseEntry,
  type Cell,
  type CellBreak,
  type Evidence,
  FINGERPRINT_RULES,
  type Results,
  type StepEntry,
  type WorkaroundOutcome,
} from '../../model/results.ts';
import { type JudgedStep, type Judgement, judgeStep, type Tables } from '../classify/judge-step.ts';
import { parseBreakId } from '../identity/identify.ts';
import { isTrap, renameWarning } from '../identity/rename-warning.ts';
import { indexForRuns, type Knowledge } from '../knowledge/find-known.ts';
import type { KnownBreak } from '../knowledge/knowledge.ts';
import { sortUnique } from '../order.ts';
import { completeResults } from './assemble.ts';

/**
 * Results with their breaks identified by the present rules; the same object where they are already. What older rules
 * stored is read anew: logs through the present grammar, expectations from their texts; of warnings in steps that passed
 * only names are stored, and the names are derived anew.
 */
export function reidentify(results: Results, knowledge: readonly KnownBreak[]): Results {
  if (results.fingerprints === FINGERPRINT_RULES) return results;
  const known = indexForRuns(knowledge);
  const tables: Tables = {
    evidence: new Map(),
    modules: new Map(Object.entries(results.modules)),
    tests: new Map(Object.entries(results.tests)),
  };
  const cases = new Map(results.cases.map((entry) => [entry.name, entry]));
  const judge = memoiseJudge(results, known, tables);
  const cells = results.cells.map((cell) => {
    const entry = cases.get(cell.case);
    return entry ? renameCell(cell, entry, judge) : cell;
  });
  return completeResults({ toolchains: results.toolchains, cases: results.cases, cells, tables }, known);
}

type Judge = (broke: CellBreak, step: JudgedStep) => Judgement & { kind: 'failed' };

function renameCell(cell: Cell, entry: CaseEntry, judge: Judge): Cell {
  const failed = cell.breaks.map((broke) => judge(broke, stepOf(entry, entry.steps, broke)));
  const breaks = failed.map((judgement) => judgement.breaks[0]);
  const first = new Set(breaks.map(({ id }) => id));
  const warnings = sortUnique((cell.warnings ?? []).map(renameWarning));
  // Traps are among the warnings; `also` names those of older results that kept no others.
  const traps = [...warnings, ...(cell.status === 'pass' ? cell.also.map(renameWarning) : [])].filter(isTrap);
  const also = [...failed.flatMap((judgement) => judgement.also), ...traps];
  return {
    ...cell,
    breaks,
    also: sortUnique(also.filter((id) => !first.has(id))),
    ...(cell.warnings ? { warnings } : {}),
    ...(cell.workarounds ? { workarounds: renameWorkarounds(cell.workarounds, entry, judge) } : {}),
  };
}

function renameWorkarounds(
  outcomes: Readonly<Record<string, WorkaroundOutcome>>,
  entry: CaseEntry,
  judge: Judge,
): Readonly<Record<string, WorkaroundOutcome>> {
  const renamed = Object.entries(outcomes).map(([name, outcome]) => {
    const replaced = entry.workarounds.find((workaround) => workaround.name === name)?.steps ?? [];
    const breaks = outcome.breaks?.map(
      (broke) => judge(broke, stepOf(entry, [...replaced, ...entry.steps], broke)).breaks[0],
    );
    return [name, breaks ? { ...outcome, breaks } : outcome] as const;
  });
  return Object.fromEntries(renamed);
}

function stepOf({ name }: CaseEntry, steps: readonly StepEntry[], broke: CellBreak): JudgedStep {
  const entry = steps.find((step) => step.name === broke.step);
  return { case: name, entry: entry ?? { name: broke.step, run: '', env: {}, uses: [], axes: [] } };
}

/** Many cells share one piece of evidence: each is judged once for each step that it stands for. */
function memoiseJudge({ evidence }: Results, knowledge: Knowledge, tables: Tables): Judge {
  const judge = memoise(
    (stored: Evidence, broke: CellBreak, step: JudgedStep) => {
      // The command as it ran, which the case may have changed since.
      const entry = { ...step.entry, run: stored.command, env: stored.env };
      const judgement = judgeStep(readStored(stored, broke), { case: step.case, entry }, knowledge, tables);
      return judgement as Judgement & { kind: 'failed' };
    },
    (_, broke, step) => JSON.stringify([step.case, broke.step, broke.evidence]),
  );
  return (broke, step) => {
    const stored = Object.hasOwn(evidence, broke.evidence) ? evidence[broke.evidence] : undefined;
    return stored ? judge(stored, broke, step) : { kind: 'failed', breaks: [broke], also: [] };
  };
}

/** What trimming puts in place of the lines that it leaves out. */
const GAP = /^… \d+ lines? left out …$/m;

/** A step's evidence as it would be read today. */
function readStored({ exitCode, limit, log, unmet, diagnostics }: Evidence, broke: CellBreak): StepEvidence {
  const read = parseLog(log);
  return {
    outcome: 'failed',
    exitCode,
    ...(limit === undefined ? {} : { limit: limit as LimitName }),
    diagnostics: read.length > 0 && !GAP.test(log) ? read : complete(read, diagnostics),
    unmet: (unmet ?? []).map((text) => readUnmet(text) ?? { ...subjectOfOld(broke), text }),
    log,
    modules: {},
  };
}

/** Where a log was trimmed, messages that are not in it any more are taken as they were stored, in their old order. */
function complete(read: readonly Diagnostic[], stored: readonly Diagnostic[]): readonly Diagnostic[] {
  const byMessage = new Map(read.map((one) => [one.message, one]));
  const messages = new Set(stored.map(({ message }) => message));
  const known = stored.flatMap((one) => byMessage.get(one.message) ?? (isCode(one.code) ? one : []));
  return [...known, ...read.filter(({ message }) => !messages.has(message))];
}

/** What an expectation in unknown words was about: what the cell was said to break with, if that was no tool's message. */
function subjectOfOld({ id }: CellBreak) {
  const old = parseBreakId(id);
  if (old && isKind(old.kind) && !isCode(old.kind)) return { kind: old.kind, subject: old.subject };
  return { kind: 'unexplained-failure', subject: null } as const;
}
