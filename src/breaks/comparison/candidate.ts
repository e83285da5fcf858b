import { printCell } from '../../model/ids.ts';
import type { Cell, Results } from '../../model/results.ts';
import { hasVerdict } from '../../model/results.ts';
import type { Tool } from '../../model/tools.ts';
import { type Comparison, compareResults } from './compare-results.ts';

/** The format of a candidate's file in `reports/candidates`; a reader refuses a newer one. */
export const CANDIDATE_SCHEMA = 1;

/** A version compared with the one before it: what was run, and on what. */
export interface CandidateRun {
  readonly schema: typeof CANDIDATE_SCHEMA;
  readonly tool: Tool;
  /** The toolchain that is tried. */
  readonly candidate: string;
  /** The release that it is compared with. */
  readonly against: string;
  /** The tested version before that, which plays the neighbour's part there; null where none took part. */
  readonly before: string | null;
  /** Names of cells of which two executions disagreed, sorted. */
  readonly flaky: readonly string[];
  /** The cells of both versions. */
  readonly results: Results;
}

/** A candidate's cells against the cells of the version before it. */
export interface CandidateComparison {
  /** Its cells have the names that they would have with the older version. */
  readonly comparison: Comparison;
  /** Both sides, without the cells that the machine could not decide on one of them: nothing can be said of those. */
  readonly old: Results;
  readonly now: Results;
  /** How many of the candidate's cells those are. */
  readonly undecided: number;
  /** A cell of the comparison → the candidate's own cell. */
  readonly nameOf: (cell: string) => string;
}

/**
 * Holds each cell of the candidate against the cell that is the same but for the version: the candidate stands where the
 * older version stands, and that one where the one before it stands.
 */
export function compareCandidate({ candidate, against, before, flaky, results }: CandidateRun): CandidateComparison {
  const places = new Map([[candidate, against], ...(before === null ? [] : [[against, before] as const])]);
  const names = new Map<string, string>();
  const old: Cell[] = [];
  const now: Cell[] = [];
  for (const cell of results.cells) {
    const ids = Object.values(cell.on);
    if (!ids.includes(candidate)) {
      if (ids.includes(against)) old.push(cell);
      continue;
    }
    const on = Object.fromEntries(Object.entries(cell.on).map(([role, id]) => [role, places.get(id) ?? id]));
    const aligned = { ...cell, on };
    names.set(printCell(aligned), printCell(cell));
    now.push(aligned);
  }
  const failed = new Set([...old, ...now].filter(({ status }) => status === 'infra').map(printCell));
  const decided = (cells: readonly Cell[]) => cells.filter((cell) => !failed.has(printCell(cell)));
  const sides = { old: { ...results, cells: decided(old) }, now: { ...results, cells: decided(now) } };
  const isFlaky = new Set(flaky);
  const disagree = [...names].filter(([aligned, own]) => isFlaky.has(aligned) || isFlaky.has(own));
  const comparison = compareResults(sides.old, sides.now, {
    covers: () => true,
    flaky: new Set(disagree.map(([aligned]) => aligned)),
  });
  return {
    comparison: { ...withoutBrokenToolchains(comparison), ...findOwnBreaks(old, now, sides.now.cells) },
    ...sides,
    undecided: now.length - sides.now.cells.length,
    nameOf: (cell) => names.get(cell) ?? cell,
  };
}

/** Each break of a candidate is listed, however many there are: they are few cells, and what its page is for. */
function withoutBrokenToolchains(comparison: Comparison): Comparison {
  const changes = comparison.changes.map(({ brokenToolchain: _, ...change }) => change);
  return { ...comparison, changes, brokenToolchains: [] };
}

/** The breaks of the candidate alone, and of the older version alone, where the candidate was tried on what had them. */
function findOwnBreaks(
  old: readonly Cell[],
  now: readonly Cell[],
  decided: readonly Cell[],
): Pick<Comparison, 'newBreaks' | 'fixedBreaks'> {
  const idsOf = (cells: readonly Cell[]) => new Set(cells.flatMap(({ breaks }) => breaks.map(({ id }) => id)));
  const [before, after] = [idsOf(old), idsOf(now)];
  const tested = new Set(now.filter(hasVerdict).map(printCell));
  const isTested = (id: string) =>
    old.every((cell) => !cell.breaks.some((broke) => broke.id === id) || tested.has(printCell(cell)));
  return {
    newBreaks: [...idsOf(decided)].filter((id) => !before.has(id)).sort(),
    fixedBreaks: [...before].filter((id) => !after.has(id) && isTested(id)).sort(),
  };
}

/** What a module of a case imports with one version and not with the other. */
export interface ImportChange {
  readonly case: string;
  /** `step/path`. */
  readonly module: string;
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

/** The imports that modules gained and lost, each module of a case once, in order of cases. */
export function listImportChanges({ old, now }: CandidateComparison): readonly ImportChange[] {
  const before = new Map(old.cells.map((cell) => [printCell(cell), cell]));
  const changes = new Map<
    string,
    { change: Omit<ImportChange, 'gained' | 'lost'>; gained: Set<string>; lost: Set<string> }
  >();
  for (const cell of now.cells) {
    const former = before.get(printCell(cell))?.modules ?? {};
    for (const [module, key] of Object.entries(cell.modules ?? {})) {
      if (!Object.hasOwn(former, module) || former[module] === key) continue;
      const [was, is] = [importsOf(old, former[module]!), importsOf(now, key)];
      const place = JSON.stringify([cell.case, module]);
      const found = changes.get(place) ?? { change: { case: cell.case, module }, gained: new Set(), lost: new Set() };
      for (const name of is) if (!was.has(name)) found.gained.add(name);
      for (const name of was) if (!is.has(name)) found.lost.add(name);
      if (found.gained.size + found.lost.size > 0) changes.set(place, found);
    }
  }
  return [...changes.values()].map(({ change, gained, lost }) => ({
    ...change,
    gained: [...gained].sort(),
    lost: [...lost].sort(),
  }));
}

function importsOf({ modules }: Results, key: string): ReadonlySet<string> {
  const imports = Object.hasOwn(modules, key) ? modules[key]!.imports : [];
  return new Set(imports.map(({ module, name }) => (module === undefined ? name : `${module}.${name}`)));
}
