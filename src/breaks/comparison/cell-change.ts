import type { Cell } from '../../model/results.ts';
import type { CellVerdict } from './compare.ts';

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
