import type { CellPlan, PlannedStep } from '../cases/plan-cells.ts';
import type { CellRecord, StepState } from '../model/record.ts';

/** The record of a planned cell, or null while one of its steps has no state yet. */
export function recordCell(cell: Omit<CellPlan, 'name'>, states: ReadonlyMap<string, StepState>): CellRecord | null {
  const steps = gather(cell.steps, states);
  if (!steps) return null;
  const workarounds: [string, CellRecord['steps']][] = [];
  for (const [name, planned] of Object.entries(cell.workarounds)) {
    const own = gather(planned, states);
    if (!own) return null;
    workarounds.push([name, own]);
  }
  return { case: cell.case, on: cell.on, steps, workarounds: Object.fromEntries(workarounds) };
}

function gather(steps: readonly PlannedStep[], states: ReadonlyMap<string, StepState>): CellRecord['steps'] | null {
  const found = steps.map(({ key, step }) => [step.name, states.get(key)] as const);
  return found.every(isKnown) ? found : null;
}

function isKnown(one: readonly [name: string, state: StepState | undefined]): one is readonly [string, StepState] {
  return one[1] !== undefined;
}
