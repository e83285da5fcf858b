import { createCellPrinter, printCell } from '../../model/ids.ts';
import type { Cell, Results } from '../../model/results.ts';
import { hasVerdict } from '../../model/results.ts';
import type { Tool } from '../../model/tools.ts';
import { type Comparison, compareResults } from './compare-results.ts';
import { makeFindFormer } from './counterpart.ts';

/** The format of a candidate's file in `reports/candidates`; a reader refuses a newer one. 1 had neither what was left untried nor sizes and symbols. */
export const CANDIDATE_SCHEMA = 2;

/** A case of which a smoke check left something untried. */
export interface Unreached {
  readonly case: string;
  /** How many of the candidate's cells were not tried. */
  readonly cells: number;
  /** Whether none of them was; false: it was tried with other partners. */
  readonly whole: boolean;
}

/** What a module weighs with both versions. */
export interface ModuleSize {
  readonly case: string;
  /** `step/path`. */
  readonly module: string;
  /** Bytes. */
  readonly old: number;
  readonly now: number;
}

/** The symbols of a family of libraries that came, went, or are of another type or strength; names, sorted. */
export interface FamilyDrift {
  readonly family: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

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
  /** What the budget left untried; empty where all was tried. */
  readonly unreached: readonly Unreached[];
  /** What the modules of both versions weigh. */
  readonly sizes: readonly ModuleSize[];
  /** How the symbol tables that cases record differ, by family of libraries. */
  readonly symbols: readonly FamilyDrift[];
  /** The cells of both versions. */
  readonly results: Results;
}

/** A candidate's cells against the cells of the version before it. */
export interface CandidateComparison {
  /** Its cells have the candidate's own names, on both sides. */
  readonly comparison: Comparison;
  /** Both sides, without the cells that the machine could not decide on one of them: nothing can be said of those. */
  readonly old: Results;
  readonly now: Results;
  /** How many of the candidate's cells those are. */
  readonly undecided: number;
  /** A cell of the candidate's → the cell with the older version that it is compared with; null where there is none. */
  readonly formerOf: (cell: string) => string | null;
}

/** Compares each cell of the candidate with the cell that is the same but for the version. */
export function compareCandidate(run: CandidateRun): CandidateComparison {
  const { candidate, against, flaky, results } = run;
  const nameOf = createCellPrinter();
  const now = results.cells.filter(({ on }) => Object.values(on).includes(candidate));
  const others = results.cells.filter(({ on }) => !Object.values(on).includes(candidate));
  const findFormer = makeFindFormer(others, run);
  const former = new Map<string, string>();
  const paired = now.flatMap((cell): Cell[] => {
    const other = findFormer(cell);
    if (!other) return [];
    former.set(nameOf(cell), nameOf(other));
    return [{ ...other, on: cell.on }];
  });
  const claimed = new Set(former.values());
  // What the older version alone has: the candidate's cell would have its name.
  const alone = others.filter((cell) => !claimed.has(nameOf(cell)) && Object.values(cell.on).includes(against));
  const old = [...paired, ...alone];
  const failed = new Set([...old, ...now].filter(({ status }) => status === 'infra').map(nameOf));
  const decided = (cells: readonly Cell[]) => cells.filter((cell) => !failed.has(nameOf(cell)));
  const sides = { old: { ...results, cells: decided(old) }, now: { ...results, cells: decided(now) } };
  const isFlaky = new Set(flaky);
  const disagree = now.map(nameOf).filter((name) => isFlaky.has(name) || isFlaky.has(former.get(name) ?? name));
  const comparison = compareResults(sides.old, sides.now, { covers: () => true, flaky: new Set(disagree) });
  return {
    comparison: { ...withoutBrokenToolchains(comparison), ...findOwnBreaks(old, now, sides.now.cells) },
    ...sides,
    undecided: now.length - sides.now.cells.length,
    formerOf: (cell) => former.get(cell) ?? null,
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
