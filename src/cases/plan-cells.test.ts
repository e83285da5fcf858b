import { describe, expect, it } from 'vitest';
import type { Tool } from '../model/tools.ts';
import { parseCase } from './parse.ts';
import { instancesOfCells, needsOf, type PlannedStep, planCells, planPart, planShare, stepsOf } from './plan-cells.ts';

const HEAD = 'title: A title\nwhy: A reason\n';
const COLUMNS = new Map<Tool, string[]>([
  ['go', ['go1.24.1', 'go1.19.8', 'go1.21.0']],
  ['emsdk', ['em3.1.6-debian', 'em6.0.5']],
  ['node', ['node16.20.2', 'node20.20.2']],
]);
const plan = (text: string) => planCells([parseCase('a/b', HEAD + text, 'f', [])], COLUMNS);
const keysOf = (steps: readonly PlannedStep[]) => steps.map(({ key }) => key);

describe('planCells', () => {
  it('makes a cell for every combination, and each step once for what it depends on', () => {
    const { cells, instances } = plan(`steps:
  lib: {run: emcc x, outputs: [x]}
  prog: {run: go build, outputs: [y]}
  load: {run: node z, needs: [lib, prog]}
`);
    expect(cells.length).toBe(3 * 2 * 2);
    expect(instances).toHaveLength(2 + 3 + 12);
    expect(cells[0]).toMatchObject({
      name: 'a/b@go1.19.8+em3.1.6-debian+node16.20.2',
      steps: [
        { step: { name: 'lib' }, key: 'a/b/lib@em3.1.6-debian' },
        { step: { name: 'prog' }, key: 'a/b/prog@go1.19.8' },
        { step: { name: 'load' }, key: 'a/b/load@go1.19.8+em3.1.6-debian+node16.20.2' },
      ],
    });
  });

  it('takes modules by package or by the Emscripten that made them', () => {
    const columns = new Map<Tool, string[]>([
      ['node', ['node20.20.2']],
      ['module', ['module4.0.9-pyodide.0.28.3', 'module3.1.20-sql.js.1.8.0', 'module4.0.5-sql.js.1.13.0']],
    ]);
    const names = (when: string) =>
      planCells(
        [parseCase('a/b', `${HEAD}${when}steps: {load: {run: node x, uses: [module, node]}}\n`, 'f', [])],
        columns,
      ).cells.map(({ name }) => name);
    expect(names('')).toEqual([
      'a/b@node20.20.2+module3.1.20-sql.js.1.8.0',
      'a/b@node20.20.2+module4.0.5-sql.js.1.13.0',
      'a/b@node20.20.2+module4.0.9-pyodide.0.28.3',
    ]);
    expect(names('when: {module: sql.js}\n')).toHaveLength(2);
    expect(names("when: {module: '>=4'}\n")).toHaveLength(2);
    expect(names("when: {module: 'sql.js@<1.9 || pyodide'}\n")).toHaveLength(2);
  });

  it('lists instances behind those they need', () => {
    const { instances } = plan(
      'steps: {c: {run: node x, needs: [b]}, b: {run: emcc x, needs: [a]}, a: {run: go build}}\n',
    );
    const seen = new Set<string>();
    for (const instance of instances) {
      for (const { key } of needsOf(instance)) expect(seen).toContain(key);
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

  it('binds a neighbour to the version after; the newest has none, and others are not in its way', () => {
    const { cells, instances } = plan(`roles: {exec: {tool: go, is: next}}
steps: {b: {run: go build}, l: {run: node x, needs: [b], inputs: {w: exec:wasm_exec.js}}}
`);
    expect([...new Set(cells.map((cell) => `${cell.on.go}<${cell.on.exec}`))]).toEqual([
      'go1.19.8<go1.21.0',
      'go1.21.0<go1.24.1',
    ]);
    expect(cells).toHaveLength(4);
    const load = instances.find(({ key }) => key === cells[0]!.steps[1]!.key)!;
    expect(load.on).toEqual({ go: 'go1.19.8', exec: 'go1.21.0', node: 'node16.20.2' });
    expect(keysOf(needsOf(load))).toEqual(['a/b/b@go1.19.8']);
  });

  it('is sorted by case, takes each toolchain once, and makes no cell where a tool has none', () => {
    const probe = (name: string, run: string) => parseCase(name, `${HEAD}steps: {a: {run: ${run}}}`, 'f', []);
    const columns = new Map<Tool, string[]>([['go', ['go1.21.0', 'go1.19.8', 'go1.21.0']]]);
    const { cells } = planCells([probe('b/b', 'go x'), probe('c/c', 'node x'), probe('a/b', 'go x')], columns);
    expect(cells.map(({ name }) => name)).toEqual(['a/b@go1.19.8', 'a/b@go1.21.0', 'b/b@go1.19.8', 'b/b@go1.21.0']);
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
    expect(keysOf(instances).sort()).toEqual([
      'a/b/lib!w@em6.0.5',
      'a/b/lib@em6.0.5',
      'a/b/load!w@em6.0.5+node20.20.2',
      'a/b/load@em6.0.5+node20.20.2',
      'a/b/other@em6.0.5',
    ]);
  });

  it('separates what a workaround changes upstream from what stays', () => {
    const { cells } = plan(`when: {go: '1.24'}
steps: {a: {run: go build}, b: {run: go run, needs: [a]}}
workarounds:
  same: {title: t, steps: {a: {run: go build}}}
  late: {title: t, steps: {b: {run: go test}}}
  early: {title: t, steps: {a: {run: go vet}}}
`);
    const keys = (steps: readonly PlannedStep[]) => keysOf(steps).map((key) => key.replace('@go1.24.1', ''));
    expect(keys(cells[0]!.steps)).toEqual(['a/b/a', 'a/b/b']);
    expect(Object.entries(cells[0]!.workarounds).map(([name, steps]) => [name, keys(steps)])).toEqual([
      ['same', ['a/b/a', 'a/b/b']],
      ['late', ['a/b/a', 'a/b/b!late']],
      ['early', ['a/b/a!early', 'a/b/b!early']],
    ]);
  });

  it('has one object for what is the same', () => {
    const text = `${HEAD}steps: {a: {run: go build}, b: {run: node x, needs: [a]}}\n`;
    const { cells, instances } = planCells(
      ['a/b', 'c/d'].map((name) => parseCase(name, text, 'f', [])),
      COLUMNS,
    );
    const [first, second] = [cells[0]!, cells.find((cell) => cell.case === 'c/d')!];
    expect(second.on).toBe(first.on);
    expect(instances).toContain(first.steps[1]);
    expect(instances.find(({ key }) => key === first.steps[1]!.key)!.on).toBe(first.on);
    const builds = instances.filter(({ step, on }) => step.name === 'a' && on.go === first.on.go);
    expect(builds.map((build) => build.case.name)).toEqual(['a/b', 'c/d']);
    expect(builds[1]!.on).toBe(builds[0]!.on);
    expect(cells[1]!.steps[0]).toBe(first.steps[0]);
  });

  it('lists the instances of cells, with those of their workarounds or without', () => {
    const whole = plan(`when: {emsdk: '6', node: '20'}
steps: {lib: {run: emcc x}, load: {run: node z, needs: [lib]}}
workarounds: {w: {title: t, steps: {load: {run: node w, needs: [lib]}}}}
`);
    const keys = ['a/b/lib@em6.0.5', 'a/b/load@em6.0.5+node20.20.2'];
    expect(keysOf(instancesOfCells(whole))).toEqual(keys);
    expect(keysOf(stepsOf(whole.cells[0]!))).toEqual([...keys, keys[0], 'a/b/load!w@em6.0.5+node20.20.2']);
  });

  it('has parts that decide some cells, with or without their workarounds', () => {
    const whole = plan(`when: {go: '>=1.21'}
steps: {a: {run: go build}}
workarounds: {w: {title: t, steps: {a: {run: go vet}}}}
`);
    const names = new Set(['a/b@go1.24.1']);
    const brief = ({ cells, instances }: typeof whole) => [
      cells.map(({ name, workarounds }) => [name, Object.keys(workarounds)]),
      keysOf(instances),
    ];
    expect(brief(planPart(whole, names))).toEqual([[['a/b@go1.24.1', []]], ['a/b/a@go1.24.1']]);
    expect(brief(planShare(whole, names))).toEqual([[['a/b@go1.24.1', ['w']]], ['a/b/a@go1.24.1', 'a/b/a!w@go1.24.1']]);
    expect(brief(whole)[1]).toHaveLength(4);
  });

  it('refuses roles that multiply beyond measure before it combines them', () => {
    const roles = Array.from({ length: 20 }, (_, at) => `r${at}`);
    const text = `roles: {${roles.map((role) => `${role}: emsdk`).join(', ')}}\nsteps: {a: {run: x, uses: [${roles.join(', ')}]}}\n`;
    expect(() => plan(text)).toThrow('the roles of a/b have more than 1000000 combinations');
  });
});
