import { needsOf, type Plan } from '../../cases/plan-cells.ts';
import type { StepState } from '../../model/record.ts';

/**
 * The steps of a part of a plan that need not be executed again to see what its cells have come to once more: what passed
 * and only made what a failed step, or one that ran tests, was given. Where a cell has no such step, all of its steps are
 * executed again.
 */
export function stepsToKeep({ cells, instances }: Plan, states: ReadonlyMap<string, StepState>): ReadonlySet<string> {
  const upstreamOf = findUpstream(instances);
  const kept = new Set<string>();
  const repeated = new Set<string>();
  for (const { steps } of cells) {
    const keys = steps.map(({ key }) => key);
    const told = keys.filter((key) => tellsOfCell(states.get(key)));
    const upstream = upstreamOf(told);
    for (const key of keys) (upstream.has(key) && !told.includes(key) ? kept : repeated).add(key);
  }
  return new Set([...kept].filter((key) => !repeated.has(key)));
}

/** Whether a step is what a cell is judged by: it failed, or ran tests. False: it passed, or was never begun. */
function tellsOfCell(state: StepState | undefined): boolean {
  return state?.kind === 'read' && (state.evidence.outcome === 'failed' || state.evidence.outcomes !== undefined);
}

/** Finds all that some steps need, by key. */
function findUpstream(instances: Plan['instances']): (keys: readonly string[]) => ReadonlySet<string> {
  const byKey = new Map(instances.map((instance) => [instance.key, instance]));
  return (keys) => {
    const found = new Set<string>();
    const add = (key: string): void => {
      const instance = byKey.get(key);
      for (const need of instance ? needsOf(instance) : []) {
        if (found.has(need.key)) continue;
        found.add(need.key);
        add(need.key);
      }
    };
    keys.forEach(add);
    return found;
  };
}
