import type { Silence } from '../../matrix/silence.ts';
import { type CellName, createCellPrinter } from '../../model/ids.ts';
import { type Cell, type Results, VERDICTS, type Verdict } from '../../model/results.ts';
import { sortCells } from '../order.ts';
import { type BrokenToolchain, findBrokenToolchains } from './broken-toolchains.ts';
import type { CellChange } from './cell-change.ts';
import { compareCells, countsFor, FAIL_ON, type FailOn } from './compare.ts';
import { alignReplaced, findReplacedToolchains, type ReplacedToolchain } from './replaced-toolchains.ts';
import { openSilences, type SilenceUse } from './silence.ts';

/** Whether a run meant to test a cell, also one that it did not find any more. */
export type PlanCovers = (cell: Pick<Cell, 'case' | 'on'>) => boolean;

/** Results against a baseline. */
export interface Comparison {
  /** Whether there was something to compare with. False: every cell is new. */
  readonly hasBaseline: boolean;
  /** All cells whose verdict is not `same`, in canonical order. */
  readonly changes: readonly CellChange[];
  /** How many cells have each verdict; of those outside the plan only what is not `same`. */
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Names of the cells that make a run fail, by what is to make it fail. */
  readonly failing: Readonly<Record<FailOn, ReadonlySet<string>>>;
  /** Whether a run with these results fails. */
  readonly fails: Readonly<Record<FailOn, boolean>>;
  /** Ids that the baseline does not have, and ids that are no more: seen before, and now tested and absent. */
  readonly newBreaks: readonly string[];
  readonly fixedBreaks: readonly string[];
  /** Columns on which another toolchain stands: their cells are compared with those of the toolchain before. */
  readonly moves: readonly ReplacedToolchain[];
  /** Toolchains of which so much broke at once that they are one piece of news. */
  readonly brokenToolchains: readonly BrokenToolchain[];
  readonly silences: readonly SilenceUse[];
}

/** What results are compared under. */
export interface ComparisonOptions {
  readonly covers: PlanCovers;
  readonly silences?: readonly Silence[];
  /** `2026-11-22`, UTC; silences hold until a day. */
  readonly today?: string;
  /** Names of cells of which two executions disagreed. */
  readonly flaky?: ReadonlySet<string>;
}

/** Compares cell by cell. Without a baseline nothing is new: all is `same`. */
export function compareResults(
  baseline: Results | null,
  results: Results,
  { covers, silences = [], today = '', flaky = new Set() }: ComparisonOptions,
): Comparison {
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  const failing: Record<FailOn, Set<string>> = { new: new Set(), any: new Set(), none: new Set() };
  const nameOf = createCellPrinter();
  const after = byName(results.cells, nameOf);
  const moves = baseline ? findReplacedToolchains(baseline, results.toolchains) : [];
  const { before, successors } = alignReplaced(baseline ? byName(baseline.cells, nameOf) : after, after, moves, nameOf);
  const tables = { old: baseline?.modules ?? results.modules, now: results.modules };
  const open = openSilences(silences, today);
  const found: (Pick<Cell, 'case' | 'on'> & { readonly change: CellChange })[] = [];
  const judge = (name: string, old: Cell | undefined, now: Cell | undefined) => {
    const cell = (now ?? old)!;
    const inPlan = covers(cell);
    const silenceOf = (id: string) => open.find(cell.case, id);
    const judgement = compareCells(old, now, { inPlan, isFlaky: flaky.has(name), tables, silenceOf });
    // What a smaller plan did not look at is no result of it.
    if (inPlan || judgement.verdict !== 'same') counts[judgement.verdict]++;
    for (const failOn of FAIL_ON) {
      if ((inPlan || failOn === 'new') && countsFor(judgement, failOn)) failing[failOn].add(name);
    }
    if (judgement.verdict === 'same') return;
    found.push({ case: cell.case, on: cell.on, change: { cell: name, old, now, ...judgement } });
  };
  for (const [name, old] of before) judge(name, old, after.get(name));
  for (const [name, now] of after) if (!before.has(name)) judge(name, undefined, now);
  const changes = sortCells(found).map(({ change }) => change);
  const brokenToolchains = findBrokenToolchains(before, after, changes);
  return {
    hasBaseline: baseline !== null,
    changes: assign(changes, brokenToolchains),
    counts,
    failing,
    fails: { new: failing.new.size > 0, any: failing.any.size > 0, none: failing.none.size > 0 },
    newBreaks: baseline ? idsMissingIn(results, baseline) : [],
    fixedBreaks: baseline
      ? fixedBreaks(baseline, results, (name) => after.get(name) ?? after.get(successors.get(name) ?? ''))
      : [],
    moves,
    brokenToolchains,
    silences: open.use(results.cells),
  };
}

function byName(cells: readonly Cell[], nameOf: (cell: CellName) => string): ReadonlyMap<string, Cell> {
  const named = new Map<string, Cell>();
  for (const cell of cells) named.set(nameOf(cell), cell);
  return named;
}

function assign(changes: readonly CellChange[], broken: readonly BrokenToolchain[]): readonly CellChange[] {
  const toolchains = new Map(broken.flatMap(({ toolchain, cells }) => cells.map((cell) => [cell, toolchain] as const)));
  return changes.map((change) => {
    const brokenToolchain = toolchains.get(change.cell);
    return brokenToolchain === undefined ? change : { ...change, brokenToolchain };
  });
}

function idsMissingIn(results: Results, other: Results): readonly string[] {
  const known = new Set(other.breaks.map(({ id }) => id));
  return results.breaks.map(({ id }) => id).filter((id) => !known.has(id));
}

/** A break is only called fixed where every cell that had it was tested again. */
function fixedBreaks(baseline: Results, results: Results, find: (name: string) => Cell | undefined): readonly string[] {
  const remaining = new Set(results.breaks.map(({ id }) => id));
  const wasTested = (name: string) => ['pass', 'break'].includes(find(name)?.status ?? '');
  return baseline.breaks
    .filter(({ id, affected }) => !remaining.has(id) && affected.every(wasTested))
    .map(({ id }) => id);
}
