import type { StepInstance } from '../cases/plan-cells.ts';
import { groupBy } from '../model/group.ts';
import { memoise } from '../model/memoise.ts';
import type { Cell, Results } from '../model/results.ts';

/** How a step came out before. */
export type Expected = 'passed' | 'failed';

/** Looks up how a step came out before; null where that is not known, or differs among the cells that it belongs to. */
export type ExpectedOutcomes = (instance: Pick<StepInstance, 'key' | 'case' | 'step' | 'on'>) => Expected | null;

/**
 * What former results say of steps. They are asked for when the first step is looked up: a run that executes none never
 * reads them. Steps of workarounds, which no cell's status shows, are not known.
 */
export function expectedOutcomes(former: () => Pick<Results, 'cells'> | null): ExpectedOutcomes {
  const cellsOf = memoise(
    () => groupBy(former()?.cells ?? [], (cell) => cell.case),
    () => '',
  );
  return ({ key, case: probe, step, on }) => {
    if (key.includes('!')) return null;
    const cells = (cellsOf().get(probe.name) ?? []).filter((cell) =>
      roles(on).every((role) => cell.on[role] === on[role]),
    );
    const said = new Set(cells.flatMap((cell) => outcomeIn(cell, step.name) ?? []));
    return said.size === 1 ? [...said][0]! : null;
  };
}

function roles(on: StepInstance['on']): readonly string[] {
  return Object.keys(on);
}

function outcomeIn({ status, breaks, untested = [] }: Cell, step: string): Expected | null {
  if (status === 'pass') return 'passed';
  if (status !== 'break' || untested.includes(step)) return null;
  return breaks.some((found) => found.step === step) ? 'failed' : 'passed';
}
