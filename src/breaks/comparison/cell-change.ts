import type { Cell } from '../../model/results.ts';
import type { Judgement } from './compare.ts';

/** A cell that is not what it was. */
export interface CellChange extends Judgement {
  /** Canonical name. */
  readonly cell: string;
  /** The cell that stood in its place: itself, or where its column moved that of the toolchain before. */
  readonly old: Cell | undefined;
  readonly now: Cell | undefined;
  /** The toolchain that is broken as a whole, where that explains it. */
  readonly brokenToolchain?: string;
}
