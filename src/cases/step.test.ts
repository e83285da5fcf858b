import { describe, expect, it } from 'vitest';
import { problemOf } from '../model/problem.fixture.ts';
import { defaultRole } from './default-role.ts';
import { describeCase } from './describe.ts';
import { parseCase } from './parse.ts';

const HEAD = 'title: A title\nwhy: A reason\n';
const read = (text: string) => parseCase('group/name', HEAD + text, 'case.yaml', []);
const firstStep = (members: string) => read(`steps: {a: {run: go build, ${members}}}\n`).steps[0]!;
const problem = (text: string) => problemOf(() => read(text));

describe('the role of a step that names none', () => {
  it.each([
    ['go build .', 'go'],
    ['gofmt -l .', 'go'],
    ['node run.mjs', 'node'],
    ['wasm-ld a.o', 'emsdk'],
    ['wasmtime run m.wasm', 'wasmtime'],
    ['wasmedge m.wasm', 'wasmedge'],
    ['wazero run m.wasm', 'wazero'],
    ['browse page.html', 'chromium'],
    ['chromium page.html', 'chromium'],
    ['  emcc a.c', 'emsdk'],
    ['em++ a.cc', 'emsdk'],
    ['emcc.py a.c', 'emsdk'],
    ['upstream/bin/emar rcs', 'emsdk'],
    ['embuilder build zlib', 'emsdk'],
    ['! GOOS=js GOARCH=wasm go build', 'go'],
    ['_X1=2 ! node x', 'node'],
    ['X=a/go emcc', 'emsdk'],
    ['emacs a.c', null],
    ['xemcc a.c', null],
    ['emccx a.c', null],
    ['1X=2 go build', null],
    ['make go', null],
    ['constructor', null],
    ['', null],
    ['A=1', null],
  ])('%j is %j', (run, role) => expect(defaultRole(run)).toBe(role));

  it('is asked for where the first word does not say it', () => {
    expect(problem('roles: {cc: llvm, lib: wasi-libc}\nsteps: {a: {run: make}}\n')).toBe(
      'case.yaml:4:18: the first word does not say which role the step uses (add `uses`: known are go, emsdk, node, …, cc, lib; a step without any tool has `uses: []`)',
    );
  });
});

describe('the members of a step', () => {
  it('are as written, with nothing where nothing is said', () => {
    expect(firstStep('env: {B: "1"}, outputs: [b.o, a.o, b.o], inputs: {lib/x.js: "go:misc/x:y.js"}')).toEqual({
      name: 'a',
      run: 'go build',
      uses: ['go'],
      needs: [],
      env: { B: '1' },
      inputs: [{ path: 'lib/x.js', role: 'go', file: 'misc/x:y.js' }],
      outputs: ['a.o', 'b.o'],
      expect: { artifacts: {} },
      limits: {},
      axes: ['go'],
    });
  });

  it('say what is expected of output and outputs', () => {
    const { expect: expected } = firstStep(
      'stdout: "", outputs: [a.wasm, b.txt], record: [a.*], resolves: [f], reports: [size], exports: {has: [f], not: [g]}',
    );
    expect(expected).toEqual({
      stdout: '',
      artifacts: { 'a.wasm': { exports: { has: ['f'], not: ['g'] } } },
      record: ['a.*'],
      resolves: ['f'],
      reports: ['size'],
    });
  });

  it('join what is said of the one module and what is said of it by name', () => {
    const { artifacts } = firstStep(
      'outputs: [a.wasm, b.js], imports: {only: []}, symbols: {has: [f]}, artifacts: {a.wasm: {symbols: {not: [g]}}, b.js: {}}',
    ).expect;
    expect(artifacts).toEqual({
      'a.wasm': { imports: { has: [], not: [], only: [] }, symbols: { has: [], not: ['g'] } },
      'b.js': {},
    });
  });

  it('name limits in bytes and milliseconds', () => {
    expect(
      firstStep(
        'limits: {wall: 2m, silence: 20s, output: 3KB, memory: 2GB, disk: 5MB, files: 6, processes: 7, outputs: 8KB}',
      ).limits,
    ).toEqual({
      wall: 120_000,
      silence: 20_000,
      output: 3072,
      memory: 2 ** 31,
      disk: 5 * 1024 ** 2,
      files: 6,
      processes: 7,
      outputs: 8192,
    });
    expect(firstStep('limits: {wall: 500ms}').limits).toEqual({ wall: 500 });
  });

  it.each(['a.wasm', 'a.o', 'liba.a', 'a.so'])('take %s for the wasm file among other outputs', (file) => {
    const { artifacts } = firstStep(`outputs: [x.js, a.obj, ${file}], exports: {has: [f]}`).expect;
    expect(Object.keys(artifacts)).toEqual([file]);
  });

  it.each([
    [
      'outputs: [a.wasm, b.o], exports: {has: [f]}',
      '`exports` needs exactly one wasm file among the outputs, and there are 2 (name the output under `artifacts`)',
      61,
    ],
    ['outputs: [a.wasm], artifacts: {b.wasm: {}}', "`b.wasm` is not among the step's outputs", 67],
    ['inputs: {x.js: gcc:x.js}', 'unknown role `gcc` (known are go, emsdk, node, …)', 43],
    ['uses: [go, gcc]', 'unknown role `gcc` (known are go, emsdk, node, …)', 34],
  ])('%s is refused in its place', (members, message, column) => {
    expect(problem(`steps: {a: {run: go build, ${members}}}\n`)).toBe(`case.yaml:3:${column}: ${message}`);
  });
});

it('results hold of a case what they need to show it', () => {
  const probe = read(`tags: [smoke]
refs: [a reference]
roles: {exec: {tool: go, is: next}}
variants: {o: {fast: -O2}}
steps:
  build: {each: [o], run: "go build {o}\\n\\n", outputs: [m.wasm], env: {A: b}}
  load: {each: [o], needs: [build], run: node x, inputs: {w.js: 'exec:w.js'}}
workarounds: {w: {title: Another way, steps: {load: {run: node y}}}}
`);
  const build = {
    name: 'build-fast',
    run: 'go build -O2',
    env: { A: 'b' },
    uses: ['go'],
    axes: ['go'],
    repeats: { step: 'build', variant: { o: 'fast' } },
  };
  const load = {
    name: 'load-fast',
    run: 'node x',
    env: {},
    uses: ['node'],
    inputs: { 'w.js': 'exec:w.js' },
    axes: ['go', 'node', 'exec'],
    repeats: { step: 'load', variant: { o: 'fast' } },
  };
  expect(describeCase(probe)).toEqual({
    name: 'group/name',
    title: 'A title',
    why: 'A reason',
    tags: ['smoke'],
    refs: ['a reference'],
    roles: { go: 'go', node: 'node', exec: 'go' },
    steps: [build, load],
    workarounds: [{ name: 'w', title: 'Another way', steps: [build, { ...load, run: 'node y' }] }],
  });
});
