import type { RecordedLinks } from '../../breaks/results/merge-links.ts';
import { instancesOfCells, type Plan } from '../../cases/plan-cells.ts';
import { printOn } from '../../model/ids.ts';
import type { Link } from '../../model/links.ts';
import type { StepState } from '../../model/record.ts';

/** How symbols resolved in the steps of a run that ask for it; workarounds do not count. */
export function recordLinks(plan: Plan, states: ReadonlyMap<string, StepState>): RecordedLinks {
  const links: Link[] = [];
  const planned = new Set<string>();
  for (const { key, case: probe, step, on } of instancesOfCells(plan)) {
    if (!step.expect.resolves) continue;
    const place = { case: probe.name, on: printOn(on) };
    planned.add(`${place.case}@${place.on}`);
    const state = states.get(key);
    const resolved = state?.kind === 'read' ? state.evidence.resolved : undefined;
    if (resolved) links.push({ ...place, step: step.name, ...resolved });
  }
  return { links, planned };
}
