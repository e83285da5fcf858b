import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCase } from '../../cases/parse.ts';
import { type Plan, planCells } from '../../cases/plan-cells.ts';
import type { Tool } from '../../model/tools.ts';
import { cellOf, toolchainOf } from '../evidence.fixture.ts';
import { knownBreak } from '../knowledge/known-break.fixture.ts';
import { build } from '../results/results.fixture.ts';
import { cellsOf, chooseWithin, planSmoke, type SmokeTask } from './plan-smoke.ts';
import { listLeft } from './unreached.ts';

const made = (name: string, steps: string, head = '') =>
  parseCase(name, `title: t\nwhy: w\n${head}steps:\n${steps}`, 'case.yaml', []);
const LINK = '  build: {run: emcc a.c -o a.js, outputs: [a.js]}\n';
const LOAD = `${LINK}  load: {run: node a.js, uses: [node], needs: [build]}\n`;
const CASES = [
  made('link/cheap', LINK),
  made('link/dear', LINK),
  made('link/old-only', LINK, "when: [{emsdk: '<4'}]\n"),
  made('page/known', LOAD),
  made('page/load', LOAD),
  made(
    'objects/mix',
    '  build: {run: emcc a.c, uses: [object]}\n  join: {run: emcc b.c, uses: [link], needs: [build]}\n',
    'roles: {object: emsdk, link: emsdk}\n',
  ),
  made('go/neighbour', '  run: {run: emcc a.c, uses: [emsdk, exec]}\n', 'roles: {exec: {tool: emsdk, is: previous}}\n'),
];
const COLUMNS = new Map<Tool, readonly string[]>([
  ['emsdk', ['em2.0.12', 'em3.1.69', 'em6.0.5']],
  ['node', ['node16.20.2', 'node20.20.2', 'node24.21.0']],
]);
const VERSIONS = { candidate: 'em6.0.5', against: 'em3.1.69', before: 'em2.0.12' };
const PLAN: Plan = planCells(CASES, COLUMNS);
const costOf = (name: string) => (name === 'link/dear' ? 900 : 100);
const plan = (known: Partial<Parameters<typeof planSmoke>[0]> = {}) =>
  planSmoke({ tool: 'emsdk', versions: VERSIONS, cells: PLAN.cells, results: null, knowledge: [], costOf, ...known });
const shown = (tasks: readonly SmokeTask[]) => tasks.map((task) => `${task.case} ${task.ring}`);

describe('the plan of a smoke check', () => {
  it('has every case of the tool, the newest partners before older ones, the cheap before the dear', () => {
    expect(shown(plan())).toEqual([
      'go/neighbour 0',
      'link/cheap 0',
      'page/known 0',
      'page/load 0',
      'objects/mix 0',
      'link/dear 0',
      'page/known 1',
      'page/load 1',
      'objects/mix 1',
      'page/known 2',
      'page/load 2',
    ]);
    expect(cellsOf(plan().filter(({ case: name, ring }) => name === 'page/load' && ring === 0))).toEqual(
      new Set(['page/load@em6.0.5+node24.21.0', 'page/load@em3.1.69+node24.21.0']),
    );
  });

  it('holds each cell against the one that is the same but for the version, neighbours moved along', () => {
    const pairs = plan().flatMap((task) => task.pairs.map(({ now, old }) => `${now.name} ${old.name}`));
    expect(pairs).toContain('go/neighbour@em6.0.5+exec=em3.1.69 go/neighbour@em3.1.69+exec=em2.0.12');
    expect(pairs).toContain('objects/mix@link=em6.0.5+object=em2.0.12 objects/mix@link=em3.1.69+object=em2.0.12');
    expect(pairs).toContain('objects/mix@link=em6.0.5+object=em6.0.5 objects/mix@link=em3.1.69+object=em3.1.69');
  });

  it('begins with what changed along the versions, then with what is documented near the candidate', () => {
    const cells = [cellOf({ emsdk: 'em2.0.12' }, []), cellOf({ emsdk: 'em3.1.69' }, ['build=undefined-symbol:f'])];
    const toolchains = [toolchainOf('em2.0.12', 'emsdk', '2.0.12'), toolchainOf('em3.1.69', 'emsdk', '3.1.69')];
    const entry = (name: string) => ({ ...build([]).cases[0]!, name });
    const results = {
      ...build([]),
      toolchains,
      cases: CASES.map(({ name }) => entry(name)),
      cells: cells.map((cell) => ({ ...cell, case: 'link/dear' })),
    };
    const near = knownBreak({
      name: 'near',
      match: { kind: ['undefined-symbol'], case: 'page/known' },
      documented: { emsdk: '>=4.0.7' },
    });
    const far = knownBreak({
      name: 'far',
      match: { kind: ['undefined-symbol'], case: 'page/load' },
      documented: { emsdk: '>=1.40' },
    });
    const tasks = plan({ results, knowledge: [near, far] });
    expect(shown(tasks).slice(0, 3)).toEqual(['link/dear 0', 'page/known 0', 'go/neighbour 0']);
    expect(tasks[0]!.reason).toEqual({ kind: 'changed', from: 'em2.0.12', to: 'em3.1.69' });
    expect(tasks[1]!.reason).toEqual({ kind: 'documented', entry: 'near', range: '>=4.0.7' });
    expect(tasks[2]!.reason).toEqual({ kind: 'steady' });
  });
});

describe('a budget', () => {
  it('passes over what is too dear, counts shared steps once, and leaves nothing unnamed', () => {
    const tasks = plan();
    const { tasks: chosen, left, costMs } = chooseWithin(tasks, 1_000, costOf);
    expect(shown(chosen)).toEqual(['go/neighbour 0', 'link/cheap 0', 'page/known 0', 'page/known 1']);
    expect(costMs).toBe(1_000);
    expect(shown([...chosen, ...left]).sort()).toEqual(shown(tasks).sort());
    expect(listLeft({ tasks: chosen, left })).toEqual([
      { case: 'link/dear', cells: 1, whole: true },
      { case: 'objects/mix', cells: 5, whole: true },
      { case: 'page/known', cells: 1, whole: false },
      { case: 'page/load', cells: 3, whole: true },
    ]);
  });

  it('is never exceeded, and without one all is chosen', () => {
    const tasks = plan();
    fc.assert(
      fc.property(fc.nat(6_000), (budget) => {
        expect(chooseWithin(tasks, budget, costOf).costMs).toBeLessThanOrEqual(budget);
      }),
      { seed: 7, numRuns: 200 },
    );
    expect(chooseWithin(tasks, null, costOf).left).toEqual([]);
    expect(chooseWithin(tasks, 0, costOf).tasks).toEqual([]);
  });
});
