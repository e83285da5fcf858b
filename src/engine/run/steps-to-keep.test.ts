import { expect, it } from 'vitest';
import type { Plan } from '../../cases/plan-cells.ts';
import type { StepState } from '../../model/record.ts';
import { stepsToKeep } from './steps-to-keep.ts';

const state = (outcome: 'passed' | 'failed', outcomes?: object) =>
  ({ kind: 'read', evidence: { outcome, ...(outcomes && { outcomes }) } }) as unknown as StepState;

/** Cells as their steps, `key<need,need`, in order. */
function plan(...cells: string[][]): Plan {
  const instances = new Map<string, object>();
  const planned = cells.map((texts) => {
    const steps: object[] = [];
    for (const text of texts) {
      const [key = '', needs] = text.split('<');
      steps.push({ key, step: { name: key, needs: needs?.split(',') ?? [] }, beside: steps });
      if (!instances.has(key)) instances.set(key, steps.at(-1)!);
    }
    return { steps };
  });
  return { cells: planned, instances: [...instances.values()] } as unknown as Plan;
}

it('keeps what only made what a failed step or a run of tests was given', () => {
  const part = plan(['build', 'link<build', 'run<link', 'other']);
  const failed = new Map([
    ['build', state('passed')],
    ['link', state('passed')],
    ['run', state('failed')],
    ['other', state('passed')],
  ]);
  expect([...stepsToKeep(part, failed)]).toEqual(['build', 'link']);
  const tested = new Map([...failed, ['run', state('passed', {})]]);
  expect([...stepsToKeep(part, tested)]).toEqual(['build', 'link']);
});

it('keeps nothing of a cell that passes now, nor what such a cell shares with one that fails', () => {
  const good = new Map(['build', 'run', 'fail'].map((key) => [key, state('passed')]));
  expect([...stepsToKeep(plan(['build', 'run<build']), good)]).toEqual([]);
  const mixed = new Map([...good, ['fail', state('failed')]]);
  expect([...stepsToKeep(plan(['build', 'run<build'], ['build', 'fail<build']), mixed)]).toEqual([]);
});

it('executes a failed build again, though a failed step needs it', () => {
  const states = new Map([
    ['build', state('failed')],
    ['run', state('failed')],
  ]);
  expect([...stepsToKeep(plan(['build', 'run<build']), states)]).toEqual([]);
});
