import { printCell } from '../model/ids.ts';
import { type Cell, type Results, VERDICTS, type Verdict } from '../model/results.ts';
import { compare, countsAsNews } from './compare.ts';
import { sortCells } from './order.ts';

/** Whether a run meant to test a cell, also one that it did not find any more. */
export type PlanCovers = (cell: Pick<Cell, 'case' | 'on'>) => boolean;

/** A cell that is not what it was. */
export interface CellChange {
  /** Canonical name. */
  readonly cell: string;
  readonly verdict: Verdict;
  readonly old: Cell | undefined;
  readonly now: Cell | undefined;
  readonly isNews: boolean;
}

/** Results against a baseline. */
export interface Comparison {
  /** Whether there was something to compare with. */
  readonly hasBaseline: boolean;
  /** All cells whose verdict is not `same`, in canonical order. */
  readonly changes: readonly CellChange[];
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Whether something broke that the exit code tells. */
  readonly hasNews: boolean;
  /** Ids that the baseline does not have, and ids that are no more: seen before, and now tested and absent. */
  readonly newBreaks: readonly string[];
  readonly fixedBreaks: readonly string[];
}

/** Compares cell by cell. Without a baseline nothing is new: all is `same`. */
export function compareResults(baseline: Results | null, results: Results, covers: PlanCovers): Comparison {
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  if (!baseline) {
    counts.same = results.cells.length;
    return { hasBaseline: false, changes: [], counts, hasNews: false, newBreaks: [], fixedBreaks: [] };
  }
  const before = byName(baseline.cells);
  const after = byName(results.cells);
  const tables = { old: baseline.modules, now: results.modules };
  const changes: CellChange[] = [];
  for (const cell of sortCells([...new Map([...before, ...after]).values()])) {
    const name = printCell(cell);
    const old = before.get(name);
    const now = after.get(name);
    const verdict = compare(old, now, covers(cell), tables);
    counts[verdict]++;
    if (verdict !== 'same') changes.push({ cell: name, verdict, old, now, isNews: countsAsNews(verdict, now) });
  }
  return {
    hasBaseline: true,
    changes,
    counts,
    hasNews: changes.some(({ isNews }) => isNews),
    newBreaks: idsMissingIn(results, baseline),
    fixedBreaks: fixedBreaks(baseline, results, after),
  };
}

function byName(cells: readonly Cell[]): ReadonlyMap<string, Cell> {
  return new Map(cells.map((cell) => [printCell(cell), cell]));
}

function idsMissingIn(results: Results, other: Results): readonly string[] {
  const known = new Set(other.breaks.map(({ id }) => id));
  return results.breaks.map(({ id }) => id).filter((id) => !known.has(id));
}

/** A break is only called fixed where every cell that had it was tested again. */
function fixedBreaks(baseline: Results, results: Results, after: ReadonlyMap<string, Cell>): readonly string[] {
  const remaining = new Set(results.breaks.map(({ id }) => id));
  const wasTested = (name: string) => ['pass', 'break'].includes(after.get(name)?.status ?? '');
  return baseline.breaks
    .filter(({ id, affected }) => !remaining.has(id) && affected.every(wasTested))
    .map(({ id }) => id);
}
