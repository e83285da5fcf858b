import type { StepEntry, WorkaroundEntry } from '../../model/results.ts';
import { printStep } from './by-hand.ts';

/** The steps of a workaround whose commands are not those of its case's step of the same name. */
export function otherSteps(steps: readonly StepEntry[], workaround: WorkaroundEntry): readonly StepEntry[] {
  const base = new Map(steps.map((step) => [step.name, step]));
  return workaround.steps.filter((step) => {
    const same = base.get(step.name);
    return !same || printStep(same) !== printStep(step);
  });
}
