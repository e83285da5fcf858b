import type { Cell } from '../../model/results.ts';
import type { CureReport } from './cures.ts';

/** The cures that together help on all cells on which any does. */
export interface CureCover {
  /** Each adds cells to those before it; the one that helps on most comes first. */
  readonly cures: readonly CureReport[];
  /** How many cells some cure helps on. */
  readonly cells: number;
}

/** Picks cures until no further one adds a cell: a case's cure helps its own cells alone, so that a break may need several. */
export function coverWithCures(reports: readonly CureReport[]): CureCover {
  const covered = new Set<Cell>();
  const cures = [...reports]
    .sort((a, b) => b.helps.length - a.helps.length)
    .filter(({ helps }) => {
      const before = covered.size;
      for (const cell of helps) covered.add(cell);
      return covered.size > before;
    });
  return { cures, cells: covered.size };
}
