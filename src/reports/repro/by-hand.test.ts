import { expect, it } from 'vitest';
import { describeCase, step } from '../simulate.fixture.ts';
import { quote } from '../text/quote.ts';
import { runCommand, shellSteps } from './by-hand.ts';

const cell = (on: Record<string, string>) => ({ case: 'page/x', on, status: 'break', breaks: [], also: [] }) as const;

it('names exact versions, and a release of two numbers by its full name', () => {
  expect(runCommand(cell({ node: 'node20.20.2', go: 'go1.20', emsdk: 'em6.0.5-debian' }))).toBe(
    'node dist/cli.js run --case page/x --go go1.20 --emsdk 6.0.5 --host node=20.20.2',
  );
  expect(runCommand(cell({ object: 'em3.1.6', link: 'em6.0.5' }))).toBe(
    'node dist/cli.js run --case page/x --emsdk 3.1.6 --emsdk 6.0.5',
  );
});

it('prints the steps up to the failing one that it depends on, with their environment', () => {
  const entry = describeCase({
    name: 'page/x',
    title: '',
    roles: { go: 'go', emsdk: 'emsdk' },
    steps: [
      step('library', 'emcc a.c\nemar b', ['emsdk'], { EM: "a 'b" }),
      step('program', 'go build .', ['go'], { GOOS: 'js', GOARCH: 'wasm' }),
      step('other', 'true', ['go', 'emsdk']),
    ],
  });
  expect(shellSteps(entry, 'program', {})).toBe('# program\nGOARCH=wasm GOOS=js go build .');
  expect(shellSteps(entry, 'other', {})).toBe(
    "# library\n(\nexport EM='a '\\''b'\nemcc a.c\nemar b\n)\n# program\nGOARCH=wasm GOOS=js go build .\n# other\ntrue",
  );
});

it('names linkers and libraries like hosts, and of repeated steps only those on the same choices', () => {
  expect(runCommand(cell({ llvm: 'llvm19.1.7-debian', 'wasi-libc': 'wasi-libc0.0.20241209-debian' }))).toBe(
    'node dist/cli.js run --case page/x --host llvm=19.1.7 --host wasi-libc=0.0.20241209',
  );
  const repeated = (name: string, order: string) => ({
    ...step(`${name}-${order}`, `${name} ${order}`, ['llvm']),
    repeats: { step: name, variant: { order } },
  });
  const steps = [
    step('compile', 'clang', ['llvm']),
    ...['link', 'run'].flatMap((name) => ['after', 'before'].map((order) => repeated(name, order))),
  ];
  const entry = describeCase({ name: 'page/x', title: '', roles: { llvm: 'llvm' }, steps });
  expect(shellSteps(entry, 'run-before', {})).toBe(
    '# compile\nclang\n# link-before\nlink before\n# run-before\nrun before',
  );
});

it('says how to get the files that a step takes out of toolchains', () => {
  const inputs = { 'wasm_exec.js': 'go:wasm_exec.js', 'older/exec.js': 'exec:wasm_exec.js', v: 'node:README.md' };
  const entry = describeCase({
    name: 'page/x',
    title: '',
    roles: { go: 'go', exec: 'go', node: 'node' },
    steps: [{ ...step('load', 'node run.mjs', ['go', 'exec', 'node']), inputs }],
  });
  expect(shellSteps(entry, 'load', { go: 'go1.24.0', exec: 'go1.23.12', node: 'node20.20.2' }).split('\n')).toEqual([
    '# load',
    '# EXEC_ROOT: the folder of go1.23.12',
    'mkdir -p older',
    'cp "$EXEC_ROOT"/misc/wasm/wasm_exec.js older/exec.js',
    '# NODE_ROOT: the folder of node20.20.2',
    'cp "$NODE_ROOT"/README.md v',
    'cp "$(go env GOROOT)"/lib/wasm/wasm_exec.js wasm_exec.js',
    'node run.mjs',
  ]);
});

it('names no toolchain that the cell does not have, and quotes hostile names', () => {
  const inputs = { "a b'": 'constructor:$(id)' };
  const entry = describeCase({ name: 'x', title: '', roles: {}, steps: [{ ...step('x', 'true', []), inputs }] });
  expect(shellSteps(entry, 'x', {}).split('\n')).toEqual([
    '# x',
    '# CONSTRUCTOR_ROOT: the folder of its toolchain',
    `cp "$CONSTRUCTOR_ROOT"/'$(id)' 'a b'\\'''`,
    'true',
  ]);
});

it('quotes what a shell would read otherwise', () => {
  expect(quote('page/x@go1.20+em6.0.5')).toBe('page/x@go1.20+em6.0.5');
  expect(quote('a b;$c')).toBe("'a b;$c'");
});
