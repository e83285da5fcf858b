import type { RunEvent } from '../../run/options.ts';

/** How much of its time a run has used. */
export interface Budget {
  event(event: RunEvent): void;
  /** Whether it is used up; false: something may be begun. */
  isOver(): boolean;
  /** Milliseconds that are left; null where there is no bound. */
  leftMs(): number | null;
}

/**
 * A run may take `budgetMs` milliseconds, as many steps at a time as it has jobs; null or nothing for no bound. What steps
 * take is counted, and that only while nothing is fetched or prepared: a store that is filled for the first time would else
 * leave no time for the steps that wait for it.
 */
export function openBudget({ budgetMs, jobs }: { readonly budgetMs?: number | null; readonly jobs: number }): Budget {
  let spentMs = 0;
  const underWay = new Set<string>();
  const left = () => (budgetMs === undefined || budgetMs === null ? null : Math.max(0, budgetMs - spentMs / jobs));
  return {
    event(event) {
      if (event.kind === 'acquiring') underWay.add(event.id);
      else if (event.kind === 'warming') underWay.add(event.label);
      else if (event.kind === 'acquired') underWay.delete(event.id);
      else if (event.kind === 'warmed') underWay.delete(event.label);
      else if (event.kind === 'step' && event.how === 'executed' && underWay.size === 0)
        spentMs += event.usage?.wallMs ?? 0;
    },
    isOver: () => left() === 0,
    leftMs: left,
  };
}
