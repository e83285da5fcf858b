import { compareToolchains } from '../../model/ids.ts';
import { memoise } from '../../model/memoise.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { CellRecord, StepEvidence } from '../../model/record.ts';
import {
  type CaseEntry,
  type Cell,
  FINGERPRINT_RULES,
  RESULTS_SCHEMA,
  type Results,
  type StepEntry,
  type ToolchainEntry,
} from '../../model/results.ts';
import { deriveBreaks } from '../attribution/derive-breaks.ts';
import { judgeStep, type Tables } from '../classify/judge-step.ts';
import { indexForRuns, type Knowledge } from '../knowledge/find-known.ts';
import type { KnownBreak } from '../knowledge/knowledge.ts';
import { sortCells } from '../order.ts';
import { type Judge, makeCellBuilder } from './build-cell.ts';

/** All that results are made of. */
export interface ResultsInput {
  readonly toolchains: readonly ToolchainEntry[];
  readonly cases: readonly CaseEntry[];
  /** In any order; each cell once. They are taken one by one, so that records need not all be there at once. */
  readonly cells: Iterable<CellRecord>;
  readonly knowledge: readonly KnownBreak[];
}

/**
 * What a run found, in canonical order: a function of its input as a set. Throws where a cell is of a case that is not
 * among the cases, which is a bug.
 */
export function buildResults({ toolchains, cases, cells, knowledge }: ResultsInput): Results {
  const tables: Tables = { evidence: new Map(), modules: new Map(), tests: new Map() };
  const known = indexForRuns(knowledge);
  const builders = new Map(
    cases.map((entry) => [entry.name, makeCellBuilder(entry, memoiseJudge(entry.name, known, tables))]),
  );
  const built: Cell[] = [];
  for (const record of cells) {
    const build = builders.get(record.case);
    if (!build) throw new Error(`no case ${record.case} among the cases`);
    built.push(build(record));
  }
  return completeResults({ toolchains, cases, cells: built, tables }, known);
}

/** The parts of results before breaks are derived from them; tables may hold more than the cells refer to. */
export interface ResultsParts {
  readonly toolchains: readonly ToolchainEntry[];
  readonly cases: readonly CaseEntry[];
  readonly cells: readonly Cell[];
  readonly tables: Tables;
}

/** Puts parts in canonical order, drops what nothing refers to, and derives the breaks. */
export function completeResults({ toolchains, cases, cells, tables }: ResultsParts, knowledge: Knowledge): Results {
  const sorted = sortCells(cells);
  const onCells = new Set(sorted.flatMap(({ on }) => Object.values(on)));
  const ofCells = new Set(sorted.map((cell) => cell.case));
  const orderedCases = cases.filter(({ name }) => ofCells.has(name)).sort((a, b) => byCodeUnit(a.name, b.name));
  return {
    schema: RESULTS_SCHEMA,
    fingerprints: FINGERPRINT_RULES,
    toolchains: toolchains.filter(({ id }) => onCells.has(id)).sort((a, b) => compareToolchains(a.id, b.id)),
    cases: orderedCases,
    cells: sorted,
    breaks: deriveBreaks(sorted, orderedCases, tables.evidence, knowledge),
    evidence: pick(tables.evidence, sorted.flatMap(evidenceKeys)),
    modules: pick(
      tables.modules,
      sorted.flatMap(({ modules }) => Object.values(modules ?? {})),
    ),
    tests: pick(tables.tests, sorted.flatMap(testKeys)),
  };
}

function evidenceKeys({ breaks, workarounds }: Cell): readonly string[] {
  const outcomes = workarounds ? Object.values(workarounds) : [];
  return [...breaks, ...outcomes.flatMap((outcome) => outcome.breaks ?? [])].map(({ evidence }) => evidence);
}

function testKeys({ outcomes }: Cell): readonly string[] {
  return Object.values(outcomes ?? {}).flatMap(({ tests, skip }) => (skip === undefined ? [tests] : [tests, skip]));
}

function pick<T>(table: ReadonlyMap<string, T>, keys: readonly string[]): Record<string, T> {
  const used = [...new Set(keys)].filter((key) => table.has(key)).sort(byCodeUnit);
  return Object.fromEntries(used.map((key) => [key, table.get(key)!]));
}

/** Cells share the outcomes of shared steps: each evidence is judged once for each step it stands for. */
function memoiseJudge(caseName: string, knowledge: Knowledge, tables: Tables): Judge {
  const judgeEntry = memoise((entry: StepEntry) =>
    memoise((evidence: StepEvidence) => judgeStep(evidence, { case: caseName, entry }, knowledge, tables)),
  );
  return ({ evidence }, entry) => judgeEntry(entry)(evidence);
}
