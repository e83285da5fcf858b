import { describe, expect, it } from 'vitest';
import { problemOf } from '../model/problem.fixture.ts';
import { limitsOf } from './case.ts';
import { describeCase } from './describe.ts';
import { parseCase } from './parse.ts';

const HEAD = 'title: A title\nwhy: A reason\n';

function problem(text: string): string {
  return problemOf(() => parseCase('group/name', text, 'case.yaml', []));
}

describe('parseCase', () => {
  it('fills in defaults: roles from first words, axes from needs and inputs', () => {
    const parsed = parseCase(
      'page/both',
      `${HEAD}steps:
  load:
    needs: [library, program]
    run: node run.mjs
    inputs: {wasm_exec.js: go:wasm_exec.js}
  library: {run: emcc lib.c -o lib.js, outputs: [lib.wasm, lib.js], imports: {only: [a.*]}}
  program: {run: 'GOOS=js GOARCH=wasm go build -o main.wasm .', outputs: [main.wasm]}
`,
      'case.yaml',
      [],
    );
    expect(parsed.steps.map((step) => [step.name, step.uses, step.axes])).toEqual([
      ['library', ['emsdk'], ['emsdk']],
      ['program', ['go'], ['go']],
      ['load', ['node'], ['go', 'emsdk', 'node']],
    ]);
    expect(parsed.steps[0]!.expect.artifacts).toEqual({ 'lib.wasm': { imports: { has: [], not: [], only: ['a.*'] } } });
    expect(parsed.roles.map((role) => role.name)).toEqual(['go', 'emsdk', 'node']);
    expect(describeCase(parsed).steps.map(({ inputs }) => inputs)).toEqual([
      undefined,
      undefined,
      { 'wasm_exec.js': 'go:wasm_exec.js' },
    ]);
  });

  it('reads the values that a step reports, under the key’s former name too', () => {
    const steps = `
steps:
  one: {run: go a, reports: [x]}
  two: {run: go b, tells: [y]}
workarounds:
  w: {title: t, steps: {one: {tells: [z]}, two: {reports: [y, z]}}}
`;
    const { steps: own, workarounds } = parseCase('go/values', `${HEAD}${steps}`, 'case.yaml', []);
    expect(own.map(({ expect: { reports } }) => reports)).toEqual([['x'], ['y']]);
    expect(workarounds[0]!.steps.map(({ expect: { reports } }) => reports)).toEqual([['z'], ['y', 'z']]);
    const both = () => parseCase('go/both', `${HEAD}steps: {a: {run: go, reports: [x], tells: [x]}}`, 'case.yaml', []);
    expect(both).toThrow('`tells` is the former name of `reports`; give one of them');
  });

  it('reads declared roles and neighbours, which make the other role an axis too', () => {
    const parsed = parseCase(
      'go/mismatch',
      `${HEAD}roles: {exec: {tool: go, is: previous}}
steps:
  build: {run: go build, outputs: [m.wasm]}
  load: {needs: [build], run: node x, inputs: {wasm_exec.js: exec:wasm_exec.js}}
`,
      'case.yaml',
      [],
    );
    expect(parsed.roles).toEqual([
      { name: 'go', tool: 'go' },
      { name: 'node', tool: 'node' },
      { name: 'exec', tool: 'go', neighbour: { of: 'go', is: 'previous' } },
    ]);
    expect(parsed.steps[1]!.axes).toEqual(['go', 'node', 'exec']);
  });

  it('merges workarounds step by step', () => {
    const parsed = parseCase(
      'a/b',
      `${HEAD}steps: {build: {run: emcc a.c, outputs: [x.js], env: {A: b}}}\nworkarounds: {w: {title: t, steps: {build: {run: emcc b.c}}}}\n`,
      'f',
      [],
    );
    expect(parsed.workarounds[0]!.steps[0]).toMatchObject({ run: 'emcc b.c', outputs: ['x.js'], env: { A: 'b' } });
  });

  it('reads limits on what a step takes of the machine', () => {
    const limits = 'limits: {disk: 1MB, files: 5, processes: 6, outputs: 2KB}';
    const { steps } = parseCase('a/b', `${HEAD}steps: {a: {run: go, ${limits}}}`, 'case.yaml', []);
    expect(steps[0]!.limits).toEqual({ disk: 1 << 20, files: 5, processes: 6, outputs: 2048 });
    // What the executor has a default for is no part of a key unless the step says so.
    expect(Object.keys(limitsOf(steps[0]!).limits).sort()).toEqual([
      'disk',
      'files',
      'memory',
      'output',
      'outputs',
      'processes',
      'silence',
      'wall',
    ]);
    const { steps: plain } = parseCase('a/b', `${HEAD}steps: {a: {run: go}}`, 'case.yaml', []);
    expect(Object.keys(limitsOf(plain[0]!).limits).sort()).toEqual(['memory', 'output', 'silence', 'wall']);
  });

  it.each([
    ['broken YAML', 'title: [', /^case\.yaml:\d+:\d+: /],
    ['a missing title', 'why: x\nsteps: {a: {run: go}}', /^case\.yaml:1:1: .*title/],
    ['an unknown key', `${HEAD}stepz: {}\n`, /^case\.yaml:3:1: unknown key `stepz`/],
    ['an unknown key in a step', `${HEAD}steps: {a: {run: go, nedes: [b]}}`, /^case\.yaml:3:\d+: unknown key `nedes`/],
    ['no steps', `${HEAD}steps: {}`, /must have at least one step/],
    [
      'an unknown step',
      `${HEAD}steps:\n  a:\n    run: go\n    needs: [b]\n`,
      /^case\.yaml:6:\d+: needs the unknown step `b`/,
    ],
    ['a cycle', `${HEAD}steps: {a: {run: go, needs: [b]}, b: {run: go, needs: [a]}}`, /in a circle: a → b → a/],
    ['a step that needs itself', `${HEAD}steps: {a: {run: go, needs: [a]}}`, /in a circle: a → a/],
    ['an unknown role', `${HEAD}steps: {a: {run: x, uses: [gcc]}}`, /unknown role `gcc`/],
    ['a tool that the first word does not name', `${HEAD}steps: {a: {run: make}}`, /the first word does not say/],
    [
      'a declared role that nothing uses',
      `${HEAD}roles: {other: go}\nsteps: {a: {run: go}}`,
      /no step uses the role `other`/,
    ],
    [
      'a workaround of an unknown step',
      `${HEAD}steps: {a: {run: go}}\nworkarounds: {w: {title: t, steps: {b: {run: go}}}}`,
      /has no step `b`/,
    ],
    [
      'a workaround with a new axis',
      `${HEAD}steps: {a: {run: go}}\nworkarounds: {w: {title: t, steps: {a: {run: node x, uses: [node]}}}}`,
      /brings in the role `node`/,
    ],
    [
      'a bad range among several',
      `${HEAD}when: [{go: '>=1'}, {go: newish}]\nsteps: {a: {run: go}}`,
      /^case\.yaml:3:\d+: `newish` is no range/,
    ],
    ['a bad range', `${HEAD}when: {go: newish}\nsteps: {a: {run: go}}`, /^case\.yaml:3:\d+: `newish` is no range/],
    ['an output outside', `${HEAD}steps: {a: {run: go, outputs: [../x]}}`, /stays inside the working folder/],
    ['an absolute output', `${HEAD}steps: {a: {run: go, outputs: [/etc/passwd]}}`, /stays inside the working folder/],
    ['imports of no module', `${HEAD}steps: {a: {run: go, imports: {only: []}}}`, /needs exactly one wasm file/],
    [
      'an artifact that is no output',
      `${HEAD}steps: {a: {run: go, artifacts: {x.wasm: {}}}}`,
      /is not among the step's outputs/,
    ],
    [
      'a record that depends on two toolchains',
      `${HEAD}steps: {a: {run: go build, uses: [go, emsdk], outputs: [x], record: [x]}}`,
      /^case\.yaml:3:\d+: what is recorded has to depend on one toolchain alone \(it depends on go and emsdk\)/,
    ],
    ['a record of nothing', `${HEAD}steps: {a: {run: go, record: []}}`, /^case\.yaml:3:\d+: `steps\.a\.record`/],
    ['a limit without a unit', `${HEAD}steps: {a: {run: go, limits: {wall: 20}}}`, /^case\.yaml:3:\d+: /],
    [
      'a neighbour of nothing',
      `${HEAD}roles: {exec: {tool: go, is: next, of: other}}\nsteps: {a: {run: exec x, uses: [exec]}}`,
      /neighbour of `other`/,
    ],
    [
      'a step named like a prototype',
      `${HEAD}steps: {a: {run: go}, __proto__: {run: go}}`,
      /^case\.yaml:3:23: nothing can be named `__proto__`/,
    ],
    [
      'a workaround that replaces a prototype',
      `${HEAD}steps: {a: {run: go}}\nworkarounds: {w: {title: t, steps: {"\\x5f_proto__": {run: go}}}}`,
      /^case\.yaml:4:\d+: nothing can be named `__proto__`/,
    ],
    [
      'a NUL in a command',
      `${HEAD}steps: {a: {run: "go\\0x"}}`,
      /^case\.yaml:3:\d+: `steps\.a\.run`: must not contain a NUL/,
    ],
    ['a NUL in a variable', `${HEAD}steps: {a: {run: go, env: {A: "\\0"}}}`, /must not contain a NUL/],
    [
      'a NUL in a choice',
      `${HEAD}variants: {v: {a: "\\0"}}\nsteps: {a: {run: go, each: [v]}}`,
      /must not contain a NUL/,
    ],
    [
      'a command that no program takes',
      `${HEAD}steps: {a: {run: go ${'x'.repeat(200_000)}}}`,
      /must be shorter than 100 KB/,
    ],
    ['no number of files', `${HEAD}steps: {a: {run: go, limits: {files: -1}}}`, /must be a whole number/],
    ['a prototype as a needed step', `${HEAD}steps: {a: {run: go, needs: [__proto__]}}`, /^case\.yaml:3:\d+: /],
  ])('complains of %s', (_, text, expected) => {
    expect(problem(text)).toMatch(expected);
    expect(problem(text)).not.toContain('\n');
  });
});
