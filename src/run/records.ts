import type { StepKeys } from '../cases/plan-cells.ts';
import type { CellRecord, StepState } from '../model/record.ts';
import type { JournalCell } from './journal.ts';

/** The record of a planned cell, or null while one of its steps has no state yet. */
export function recordCell(cell: JournalCell, states: ReadonlyMap<string, StepState>): CellRecord | null {
  const gather = (keys: StepKeys) => keys.map(([name, key]) => [name, states.get(key)] as const);
  const steps = gather(cell.steps);
  const workarounds = Object.entries(cell.workarounds).map(([name, keys]) => [name, gather(keys)] as const);
  const complete = [steps, ...workarounds.map(([, list]) => list)].every((list) =>
    list.every(([, state]) => state !== undefined),
  );
  if (!complete) return null;
  return { case: cell.case, on: cell.on, steps, workarounds: Object.fromEntries(workarounds) } as CellRecord;
}
