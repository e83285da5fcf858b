import type { Cell } from '../../model/results.ts';
import type { CellVerdict } from './compare.ts';
import { troublesOf } from './troubles.ts';

/** A cell that is not what it was. */
export interface CellChange extends CellVerdict {
  /** Canonical name. */
  readonly cell: string;
  /** The cell that stood in its place: itself, or where its column moved that of the toolchain before. */
  readonly old: Cell | undefined;
  readonly now: Cell | undefined;
  /** The toolchain that is broken as a whole, where that explains it. */
  readonly brokenToolchain?: string;
}

/**
 * What a change is about: the ids that came and those that went, of a cell that was compared with what it was; else all
 * that is wrong with it now, and of one that is gone or fixed what was.
 */
export function idsOfChange(change: Pick<CellChange, 'verdict' | 'old' | 'now' | 'difference'>): {
  readonly came: readonly string[];
  readonly went: readonly string[];
} {
  const { verdict, old, now, difference } = change;
  const { came, went } = difference;
  if (verdict === 'changed' || came.length > 0 || went.length > 0) return { came, went };
  const isOver = verdict === 'fixed' || verdict === 'gone';
  const cell = isOver ? old : now;
  const ids = cell ? troublesOf(cell) : [];
  return isOver ? { came: [], went: ids } : { came: ids, went: [] };
}
