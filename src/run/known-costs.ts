import type { StepInstance } from '../cases/plan-cells.ts';
import type { WarmTask } from './warm/plan-caches.ts';

/** How long things take, as far as it is known before they are done, in milliseconds. */
export interface KnownCosts {
  /** CPU time of a step. */
  step(instance: StepInstance): number;
  /** CPU time of a preparation. */
  preparing(task: Pick<WarmTask, 'kind' | 'label'>): number;
  /** Until a toolchain that is not in the store is there. */
  fetching(id: string): number;
}

/** Nothing is known: what comes first in the plan is done first. */
export const NO_COSTS: KnownCosts = { step: () => 0, preparing: () => 0, fetching: () => 0 };
