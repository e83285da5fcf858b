import type { Break, Cell } from '../model/results.ts';
import type { ResultsIndex } from './index-results.ts';
import { alongAxis } from './where.ts';

/**
 * What is seen at one place of a grid: `breaks` everywhere, `works`, `mixed` (breaks on some of the combinations there),
 * `other` (fails for another reason, so nothing is known), `unknown` (not tested, skipped or not decided).
 */
export type Mark = 'breaks' | 'works' | 'mixed' | 'other' | 'unknown';

/** A mark as it is printed; never told by colour alone. */
export const MARKS: Readonly<Record<Mark, { readonly sign: string; readonly meaning: string }>> = {
  works: { sign: '✔', meaning: 'works' },
  breaks: { sign: '✘', meaning: 'breaks' },
  mixed: { sign: '✘ ✔', meaning: 'breaks on some of the other tools or cases, works on others' },
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

/** How one cell bears on a break, or on anything else that a grid shows. */
export type Bearing = 'breaks' | 'works' | 'other' | 'unknown';

/** Whether a cell shows a break. */
export function bearingOnBreak(cell: Cell, brk: Break): Bearing {
  if (cell.status === 'pass') return 'works';
  if (cell.status !== 'break') return 'unknown';
  return cell.breaks.some((found) => found.id === brk.id) ? 'breaks' : 'other';
}

/** Lays cells out along the first two axes; what lies along further axes is gathered in one mark. */
export function layOut(
  index: ResultsIndex,
  cells: readonly Cell[],
  axes: readonly string[],
  bear: (cell: Cell) => Bearing,
): Grid {
  const seen = new Map<string, Map<string, Set<Bearing>>>();
  const columns = new Set<string>();
  for (const cell of cells) {
    const row = alongAxis(index, cell, axes[0] ?? '');
    const column = axes[1] === undefined ? '' : alongAxis(index, cell, axes[1]);
    if (row === undefined || column === undefined) continue;
    columns.add(column);
    const places = seen.get(row) ?? new Map<string, Set<Bearing>>();
    seen.set(row, places);
    const bearings = places.get(column);
    if (bearings) bearings.add(bear(cell));
    else places.set(column, new Set([bear(cell)]));
  }
  const byOrder = (a: string, b: string) => (index.order.get(a) ?? -1) - (index.order.get(b) ?? -1);
  return {
    rows: [...seen.keys()].sort(byOrder),
    columns: [...columns].sort(byOrder),
    at: (row, column) => markOf(seen.get(row)?.get(column)),
  };
}

function markOf(bearings: ReadonlySet<Bearing> | undefined): Mark {
  if (!bearings) return 'unknown';
  if (bearings.has('breaks')) return bearings.has('works') ? 'mixed' : 'breaks';
  if (bearings.has('works')) return 'works';
  return bearings.has('other') ? 'other' : 'unknown';
}
