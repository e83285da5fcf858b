import { describe, expect, it } from 'vitest';
import { parseCase } from '../cases/parse.ts';
import { planCells } from '../cases/plan-cells.ts';
import type { Tool } from '../model/tools.ts';
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
  const tasks = planTasks({ jobs } as never, { acquired: new Map() } as never, [...instances.values()], async () => {});
  return Object.fromEntries(
    tasks.filter(({ id }) => instances.has(id)).map(({ id, lane }) => [instances.get(id)!.step.name, lane]),
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
