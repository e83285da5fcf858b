import { expect, it } from 'vitest';
import type { RunEvent } from '../../run/options.ts';
import { openBudget } from './budget.ts';

const step = (wallMs: number, how: 'executed' | 'cached' = 'executed') =>
  ({ kind: 'step', how, usage: { wallMs, cpuMs: 1, peakBytes: 1 } }) as RunEvent;

it('counts what steps take, over all that run at a time', () => {
  const budget = openBudget({ budgetMs: 100, jobs: 2 });
  budget.event(step(120));
  budget.event(step(1_000, 'cached'));
  expect([budget.leftMs(), budget.isOver()]).toEqual([40, false]);
  budget.event(step(80));
  expect([budget.leftMs(), budget.isOver()]).toEqual([0, true]);
});

it('stands still while something is fetched or prepared', () => {
  const budget = openBudget({ budgetMs: 100, jobs: 1 });
  budget.event({ kind: 'acquiring', id: 'em6.0.5' });
  budget.event({ kind: 'warming', label: 'libraries' });
  budget.event(step(500));
  budget.event({ kind: 'acquired', id: 'em6.0.5', acquired: { unavailable: 'no network' } });
  budget.event(step(500));
  expect(budget.leftMs()).toBe(100);
  budget.event({ kind: 'warmed', label: 'libraries', cpuMs: 1 });
  budget.event(step(60));
  expect(budget.leftMs()).toBe(40);
});

it('knows no end without a bound', () => {
  const budget = openBudget({ jobs: 1 });
  budget.event(step(1e9));
  expect([budget.leftMs(), budget.isOver()]).toEqual([null, false]);
});
