import { findInconsistentReruns } from '../../breaks/comparison/inconsistent-reruns.ts';
import { type Plan, planPart } from '../../cases/plan-cells.ts';
import { sha256 } from '../../model/canonical.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { StepState } from '../../model/record.ts';
import type { Results } from '../../model/results.ts';

/** What executing a sample of cells twice, without any cache, came to. */
export interface Noise {
  /** How many cells were executed twice. */
  readonly cells: number;
  /** Names of those whose two outcomes differ. */
  readonly differ: readonly string[];
}

/** Executes a part of a plan anew and keeps nothing of it. */
export type ExecuteAgain = (part: Plan) => Promise<ReadonlyMap<string, StepState>>;

/** Names of so many cells of a plan: on one day always the same, on each day others. */
export function chooseSample(plan: Plan, size: number, date: string): ReadonlySet<string> {
  const drawn = plan.cells.map(({ name }) => ({ name, lot: sha256(`${date} ${name}`) }));
  return new Set(
    drawn
      .sort((a, b) => byCodeUnit(a.lot, b.lot))
      .slice(0, size)
      .map(({ name }) => name),
  );
}

/** Of which cells the noise is measured. */
export interface Sample {
  /** All cells, from which is drawn; of the drawn ones those of `plan` are executed. */
  readonly whole: Plan;
  readonly plan: Plan;
  readonly size: number;
  readonly now: Date;
  /** Gets in one line what is executed. */
  readonly note: (line: string) => void;
}

/**
 * Draws a sample, executes it twice and compares each cell with itself; null where nothing is drawn. No result of the run is
 * touched.
 */
export async function measureNoise(
  { whole, plan, size, now, note }: Sample,
  execute: ExecuteAgain,
  read: (part: Plan, states: ReadonlyMap<string, StepState>) => Results,
): Promise<Noise | null> {
  const part = planPart(plan, chooseSample(whole, size, now.toISOString().slice(0, 10)));
  const { length } = part.cells;
  if (length === 0) return null;
  note(`running ${length} ${length === 1 ? 'cell' : 'cells'} twice to measure the noise`);
  const one = read(part, await execute(part));
  const other = read(part, await execute(part));
  return { cells: length, differ: [...findInconsistentReruns(one, other)] };
}

/** `Noise: 1 of 12 cells that were executed twice differs from itself (8.3 %): page/exit-code@…`. */
export function describeNoise({ cells, differ }: Noise): string {
  const rate = cells === 0 ? 0 : (100 * differ.length) / cells;
  const names = differ.length === 0 ? '' : `: ${differ.slice(0, 5).join(', ')}`;
  return `Noise: ${differ.length} of ${cells} cells that were executed twice without any cache differed the second time (${rate.toFixed(1)} %)${names}`;
}
