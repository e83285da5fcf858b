import { describe, expect, it } from 'vitest';
import type { Tool } from '../model/tools.ts';
import { parseCase } from './parse.ts';
import { planCells } from './plan-cells.ts';

const HEAD = 'title: A title\nwhy: A reason\n';
const COLUMNS = new Map<Tool, string[]>([
  ['go', ['go1.24.1', 'go1.19.8', 'go1.21.0']],
  ['emsdk', ['em3.1.6-debian', 'em6.0.5']],
  ['node', ['node16.20.2', 'node20.20.2']],
]);
const plan = (text: string) => planCells([parseCase('a/b', HEAD + text, 'f', [])], COLUMNS);

describe('planCells', () => {
  it('makes a cell for every combination, and each step once for what it depends on', () => {
    const { cells, instances } = plan(`steps:
  lib: {run: emcc x, outputs: [x]}
  prog: {run: go build, outputs: [y]}
  load: {run: node z, needs: [lib, prog]}
`);
    expect(cells.length).toBe(3 * 2 * 2);
    expect(instances.size).toBe(2 + 3 + 12);
    expect(cells[0]).toMatchObject({
      name: 'a/b@go1.19.8+em3.1.6-debian+node16.20.2',
      steps: [
        ['lib', 'a/b/lib@em3.1.6-debian'],
        ['prog', 'a/b/prog@go1.19.8'],
        ['load', 'a/b/load@go1.19.8+em3.1.6-debian+node16.20.2'],
      ],
    });
  });

  it('lists instances behind those they need', () => {
    const { instances } = plan(
      'steps: {c: {run: node x, needs: [b]}, b: {run: emcc x, needs: [a]}, a: {run: go build}}\n',
    );
    const seen = new Set<string>();
    for (const instance of instances.values()) {
      for (const key of instance.needs) expect(seen).toContain(key);
      seen.add(instance.key);
    }
  });

  it('binds a neighbour to the version before; the oldest has none', () => {
    const { cells } = plan(`roles: {exec: {tool: go, is: previous}}
steps: {b: {run: go build}, l: {run: node x, needs: [b], inputs: {w: exec:wasm_exec.js}}}
`);
    expect([...new Set(cells.map((cell) => `${cell.on.exec}<${cell.on.go}`))]).toEqual([
      'go1.19.8<go1.21.0',
      'go1.21.0<go1.24.1',
    ]);
  });

  it('leaves out what `when` excludes, by version whatever the origin', () => {
    expect(
      plan("when: {emsdk: '>=3.1.7', go: '>=1.21'}\nsteps: {b: {run: emcc, uses: [emsdk, go]}}\n").cells.map(
        (cell) => cell.name,
      ),
    ).toEqual(['a/b@go1.21.0+em6.0.5', 'a/b@go1.24.1+em6.0.5']);
  });

  it('takes what any of several `when` asks for, so that pairs can be chosen', () => {
    const when = "when: [{go: '>=1.24', emsdk: '<6'}, {go: '<1.24', emsdk: '>=6'}]";
    const { cells } = plan(`${when}\nsteps: {b: {run: emcc, uses: [emsdk, go]}}\n`);
    expect(cells.some(({ name }) => name === 'a/b@go1.21.0+em6.0.5')).toBe(true);
    expect(cells.filter(({ name }) => /go1\.24.*em6|go1\.21.*em[1-5]/.test(name))).toEqual([]);
  });

  it('shares the steps that a workaround leaves as they are, and not those behind a changed one', () => {
    const { instances } = plan(`when: {emsdk: '6', node: '20'}
steps:
  lib: {run: emcc x}
  other: {run: emcc y}
  load: {run: node z, needs: [lib, other]}
workarounds: {w: {title: t, steps: {lib: {run: emcc w}}}}
`);
    expect([...instances.keys()].sort()).toEqual([
      'a/b/lib!w@em6.0.5',
      'a/b/lib@em6.0.5',
      'a/b/load!w@em6.0.5+node20.20.2',
      'a/b/load@em6.0.5+node20.20.2',
      'a/b/other@em6.0.5',
    ]);
  });

  it('refuses roles that multiply beyond measure before it combines them', () => {
    const roles = Array.from({ length: 20 }, (_, at) => `r${at}`);
    const text = `roles: {${roles.map((role) => `${role}: emsdk`).join(', ')}}\nsteps: {a: {run: x, uses: [${roles.join(', ')}]}}\n`;
    expect(() => plan(text)).toThrow('the roles of a/b have more than 1000000 combinations');
  });
});
