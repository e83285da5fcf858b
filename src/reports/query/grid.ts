import type { Cell } from '../../model/results.ts';
import type { ResultsIndex } from './index-results.ts';
import { alongAxis } from './where.ts';

/**
 * What is seen at one place of a grid: `breaks` everywhere, `works`, `mixed` (breaks on some of the combinations there),
 * `other` (fails for another reason, so nothing is known), `unknown` (not tested, skipped or not decided).
 */
export type Mark = 'breaks' | 'works' | 'mixed' | 'other' | 'unknown';

/** A mark as it is printed; never shown by colour alone. */
export const MARKS: Readonly<Record<Mark, { readonly sign: string; readonly meaning: string }>> = {
  works: { sign: '✔', meaning: 'passes' },
  breaks: { sign: '✘', meaning: 'fails' },
  mixed: { sign: '✘ ✔', meaning: 'fails on some of the other tools or cases, passes on others' },
  other: { sign: '≠', meaning: 'fails for another reason' },
  unknown: { sign: '–', meaning: 'not tested or not decided' },
};

/** Marks by the toolchains of one or two axes. */
export interface Grid {
  /** Toolchain ids down the side, oldest first. */
  readonly rows: readonly string[];
  /** Toolchain ids across; one empty id where there is only one axis. */
  readonly columns: readonly string[];
  readonly at: (row: string, column: string) => Mark;
}

/** How one cell comes out. */
export type Outcome = 'breaks' | 'works' | 'unknown';

/** How many cells come out how, by the toolchains of one or two axes. */
export interface OutcomeCounts {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly places: ReadonlyMap<string, ReadonlyMap<string, Readonly<Record<Outcome, number>>>>;
}

/** Counts cells along the first two axes; what lies along further axes is gathered in one place. */
export function countOutcomes(
  index: ResultsIndex,
  cells: readonly Cell[],
  axes: readonly string[],
  outcomeIn: (cell: Cell) => Outcome,
): OutcomeCounts {
  const places = new Map<string, Map<string, Record<Outcome, number>>>();
  const columns = new Set<string>();
  for (const cell of cells) {
    const place = placeOf(index, cell, axes);
    if (!place) continue;
    const [row, column] = place;
    columns.add(column);
    let across = places.get(row);
    if (!across) {
      across = new Map();
      places.set(row, across);
    }
    const counts = across.get(column) ?? { breaks: 0, works: 0, unknown: 0 };
    counts[outcomeIn(cell)]++;
    across.set(column, counts);
  }
  const byOrder = (a: string, b: string) => (index.order.get(a) ?? -1) - (index.order.get(b) ?? -1);
  return { rows: [...places.keys()].sort(byOrder), columns: [...columns].sort(byOrder), places };
}

/** The marks of a spread in which every break counts. */
export function markAll({ rows, columns, places }: OutcomeCounts): Grid {
  return {
    rows,
    columns,
    at: (row, column) => {
      const counts = places.get(row)?.get(column);
      return counts ? markOf(counts.breaks, counts) : 'unknown';
    },
  };
}

/** The marks of one break: of the cells that break at a place, the affected ones are its own, the others fail otherwise. */
export function markBreak(
  index: ResultsIndex,
  { rows, columns, places }: OutcomeCounts,
  axes: readonly string[],
  affected: readonly Cell[],
): Grid {
  const own = new Map<string, Map<string, number>>();
  for (const cell of affected) {
    const [row, column] = placeOf(index, cell, axes) ?? ['', ''];
    const across = own.get(row) ?? new Map<string, number>();
    own.set(row, across.set(column, (across.get(column) ?? 0) + 1));
  }
  return {
    rows,
    columns,
    at: (row, column) => {
      const counts = places.get(row)?.get(column);
      return counts ? markOf(own.get(row)?.get(column) ?? 0, counts) : 'unknown';
    },
  };
}

function placeOf(
  index: ResultsIndex,
  cell: Cell,
  [first = '', second]: readonly string[],
): readonly [row: string, column: string] | undefined {
  const row = alongAxis(index, cell, first);
  const column = second === undefined ? '' : alongAxis(index, cell, second);
  return row === undefined || column === undefined ? undefined : [row, column];
}

function markOf(own: number, { breaks, works }: Readonly<Record<Outcome, number>>): Mark {
  if (own > 0) return works > 0 ? 'mixed' : 'breaks';
  if (works > 0) return 'works';
  return breaks > 0 ? 'other' : 'unknown';
}
