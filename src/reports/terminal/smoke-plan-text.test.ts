import { expect, it } from 'vitest';
import { type Chosen, chooseWithin, type SmokeTask } from '../../breaks/smoke/plan-smoke.ts';
import { listLeft } from '../../breaks/smoke/unreached.ts';
import { describeChosen, printChosen } from './smoke-plan-text.ts';

const VERSIONS = { candidate: 'em6.0.5', against: 'em3.1.69', before: 'em3.1.6' };
const cell = (name: string, id: string, host: string) => ({
  name: `${name}@${id}+${host}`,
  case: name,
  on: { emsdk: id, node: host },
  steps: [
    { key: `${name}/build@${id}`, step: { name: 'build' } },
    { key: `${name}/load@${id}+${host}`, step: { name: 'load' } },
  ],
});
const task = (name: string, ring: number, reason: SmokeTask['reason'], host: string): SmokeTask => ({
  case: name,
  ring,
  reason,
  pairs: [{ now: cell(name, 'em6.0.5', host), old: cell(name, 'em3.1.69', host) }],
  costMs: 0,
});
const TASKS = [
  task('page/one', 0, { kind: 'changed', from: 'em3.1.6', to: 'em3.1.69' }, 'node24.21.0'),
  task('page/two', 0, { kind: 'documented', entry: 'heap-view', range: '>=4.0.7' }, 'node24.21.0'),
  task('page/three', 0, { kind: 'steady' }, 'node24.21.0'),
  task('page/one', 2, { kind: 'changed', from: 'em3.1.6', to: 'em3.1.69' }, 'node16.20.2'),
];
const costOf = (name: string) => (name === 'page/three' ? 3_000 : 1_000);
const choose = (budgetMs: number | null): Chosen => chooseWithin(TASKS, budgetMs, costOf);

it('says of each choice why it is made and what it costs, and names what is left', () => {
  const chosen = choose(9_000);
  const unreached = listLeft(chosen);
  expect(printChosen(VERSIONS, chosen, unreached, 8)).toBe(
    [
      'em6.0.5 against em3.1.69: 4 cells of 2 cases in 8 steps, about 8 s of processor time where none is stored',
      'em3.1.6 lends what a neighbouring version has to give',
      '  page/one: changed from em3.1.6 to em3.1.69, newest partners (about 4 s of processor time)',
      '    page/one@em6.0.5+node24.21.0',
      '    page/one@em3.1.69+node24.21.0',
      '  page/two: heap-view is documented for >=4.0.7, newest partners (about 4 s of processor time)',
      '    page/two@em6.0.5+node24.21.0',
      '    page/two@em3.1.69+node24.21.0',
      '1 case not tried at all (1 cell): page/three',
      '1 case not tried with all partners (1 cell): page/one',
    ].join('\n'),
  );
});

it('counts a step that several cells share once', () => {
  const { cells, cpuMs, tasks } = describeChosen(VERSIONS, choose(null), 14);
  expect([cells, cpuMs]).toEqual([8, 22_000]);
  expect(tasks.map(({ case: name, ring, why, cpuMs: own }) => [name, ring, why, own])).toEqual([
    ['page/one', 0, 'changed from em3.1.6 to em3.1.69, newest partners', 4_000],
    ['page/two', 0, 'heap-view is documented for >=4.0.7, newest partners', 4_000],
    ['page/three', 0, 'no known change, newest partners', 12_000],
    ['page/one', 2, 'changed from em3.1.6 to em3.1.69, partners 2 versions older', 2_000],
  ]);
});
