import { describe, expect, it } from 'vitest';
import { parseCase } from '../cases/parse.ts';
import { planCells, type StepInstance } from '../cases/plan-cells.ts';
import type { Tool } from '../model/tools.ts';
import type { KnownCosts } from './known-costs.ts';
import { lanesOf, planTasks } from './tasks.ts';

const CASE = `
title: A page says hello
why: People look.
steps:
  build: {run: emcc hello.c -o hello.js, outputs: [hello.js]}
  look: {run: browse page.html, needs: [build]}
`;

const { instances } = planCells(
  [parseCase('browser/hello', CASE, 'case.yaml', [])],
  new Map<Tool, string[]>([
    ['emsdk', ['em3.1.69-debian']],
    ['chromium', ['chromium156.0.8078.79-debian']],
  ]),
);

/** The lane of each step when so many run at a time. */
function lanesAt(jobs: number): Record<string, string> {
  const { tasks } = planTasks({ jobs } as never, { acquired: new Map() } as never, instances, async () => {});
  return Object.fromEntries(
    tasks.flatMap(({ id, lane }) => {
      const instance = instances.find(({ key }) => key === id);
      return instance ? [[instance.step.name, lane]] : [];
    }),
  );
}

describe('lanes', () => {
  it('have one for the steps that wait for a browser', () => {
    expect(lanesAt(2)).toEqual({ build: 'work', look: 'browsers' });
    expect(lanesOf(2)).toMatchObject({ work: 2, browsers: 1 });
    expect(lanesOf(16)).toMatchObject({ work: 16, browsers: 8 });
  });

  it('let one thing be done after the other where that is asked for', () => {
    expect(lanesAt(1)).toEqual({ build: 'work', look: 'work' });
  });
});

const LIBRARY = `
title: A library links
why: People link.
steps:
  build: {run: emcc hello.c -o hello.js, outputs: [hello.js]}
`;

const PROGRAM = `
title: A program runs
why: People run.
steps:
  build: {run: go build -o main.wasm ., env: {GOOS: js, GOARCH: wasm}, outputs: [main.wasm]}
  run: {needs: [build], run: node main.js, uses: [node]}
`;

describe('the order of tasks', () => {
  const cases = [
    ...['a', 'b', 'c', 'd'].map((name) => parseCase(`go/${name}`, PROGRAM, 'case.yaml', [])),
    parseCase('link/library', LIBRARY, 'case.yaml', []),
  ];
  const plan = planCells(
    cases,
    new Map<Tool, string[]>([
      ['emsdk', ['em3.1.69']],
      ['go', ['go1.26.0', 'go1.27.4']],
      ['node', ['node24.0.0']],
    ]),
  );
  const all = plan.instances;
  const bytes: Record<string, number> = { 'em3.1.69': 400, 'go1.26.0': 90, 'go1.27.4': 60, 'node24.0.0': 30 };
  const costs: KnownCosts = {
    step: ({ step }) => (step.name === 'run' ? 1 : 3),
    preparing: ({ kind }) => (kind === 'go' ? 10 : 900),
    fetching: (id) => bytes[id]!,
  };
  const tasksOf = (options: object) =>
    planTasks({ jobs: 2, costs, ...options } as never, { acquired: new Map() } as never, all, async () => {}).tasks;
  const idsByPriority = (options: object) =>
    [...tasksOf(options)].sort((a, b) => a.priority - b.priority).map(({ id }) => id);

  it('begins with what leads to a first result soonest, then with the longest chain', () => {
    const order = idsByPriority({});
    const at = (id: string) => order.indexOf(id);
    expect(order.slice(0, 3).sort()).toEqual(['go/a/build@go1.27.4', 'toolchain:go1.27.4', 'warm:go1.27.4:go:js/wasm']);
    expect(order[3]).toBe('toolchain:em3.1.69');
    expect(at('warm:em3.1.69:emcc')).toBeLessThan(at('toolchain:go1.26.0'));
    expect(at('go/b/build@go1.26.0')).toBeLessThan(at('go/b/run@go1.26.0+node24.0.0'));
  });

  it('fetches what leads to a first result alone', () => {
    const needs = Object.fromEntries(tasksOf({}).map((task) => [task.id, task.needs]));
    expect(needs['toolchain:go1.27.4']).toEqual([]);
    expect(needs['toolchain:em3.1.69']).toEqual(['toolchain:go1.27.4']);
  });

  it('follows the turns of steps where they have any, with what they need before the first of them', () => {
    const turnOf = ({ case: { name } }: StepInstance) => ['go/d', 'link/library', 'go/c', 'go/b', 'go/a'].indexOf(name);
    const order = idsByPriority({ turnOf });
    expect(order.indexOf('toolchain:go1.26.0')).toBeLessThan(order.indexOf('toolchain:em3.1.69'));
    expect(order.indexOf('go/d/build@go1.27.4')).toBeLessThan(order.indexOf('go/a/build@go1.27.4'));
  });

  it('prepares no standard library for fewer than three steps', () => {
    const of = (some: readonly StepInstance[]) =>
      planTasks({ jobs: 2 } as never, { acquired: new Map() } as never, some, async () => {}).preparing.map(
        ({ id }) => id,
      );
    const builds = all.filter(({ key }) => /^go\/.\/build@go1.27/.test(key));
    expect(of(builds.slice(0, 2))).toEqual([]);
    expect(of(builds.slice(0, 3))).toEqual(['warm:go1.27.4:go:js/wasm']);
  });
});
