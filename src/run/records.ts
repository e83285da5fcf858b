import type { StepKeys } from '../cases/plan-cells.ts';
import type { CellRecord, StepState } from '../model/record.ts';
import type { JournalCell } from './journal.ts';

/** The record of a planned cell, or null while one of its steps has no state yet. */
export function recordCell(cell: JournalCell, states: ReadonlyMap<string, StepState>): CellRecord | null {
  const steps = gather(cell.steps, states);
  if (!steps) return null;
  const workarounds: [string, CellRecord['steps']][] = [];
  for (const [name, keys] of Object.entries(cell.workarounds)) {
    const own = gather(keys, states);
    if (!own) return null;
    workarounds.push([name, own]);
  }
  return { case: cell.case, on: cell.on, steps, workarounds: Object.fromEntries(workarounds) };
}

function gather(keys: StepKeys, states: ReadonlyMap<string, StepState>): CellRecord['steps'] | null {
  const found: (readonly [string, StepState])[] = [];
  for (const [name, key] of keys) {
    const state = states.get(key);
    if (state === undefined) return null;
    found.push([name, state]);
  }
  return found;
}
