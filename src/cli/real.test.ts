import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printOn } from '../model/ids.ts';
import type { Results } from '../model/results.ts';
import { runCommand } from './run-command.fixture.ts';

/**
 * Real compilers, linkers and hosts, on a small matrix: what the issue trackers say breaks must be found by the tool
 * itself. Toolchains come from the user's store and are installed there on the first run.
 */

const root = fileURLToPath(new URL('../..', import.meta.url));
const AXES = ['--go', '1.23,1.27', '--emsdk', '3.1.6', '--host', 'node=20'];
const CASES = [
  'go/goos-wasi',
  'go/js-hello',
  'go/c-shared-wasip1',
  'go/wasm-exec-mismatch',
  'link/undefined-function',
  'link/signature-mismatch',
  'link/go-module-into-emcc',
  'page/load-in-node',
  'page/heap-view',
  'standalone/files',
];

let folder: string;
let out: string;
let results: Results;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-real-'));
  out = join(folder, 'reports');
  const done = await runCommand(
    ['run', ...AXES, ...CASES.flatMap((name) => ['--case', name]), '--out', out, '--json'],
    { cwd: root, env: storeOf() },
  );
  if (done.exitCode !== 0) throw new Error(`exit code ${done.exitCode}: ${done.stderr}`);
  results = JSON.parse(readFileSync(join(out, 'results.json'), 'utf8'));
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The store that the tests were given, else the user's own. */
function storeOf(): Record<string, string> {
  return process.env.EMRIFT_STORE ? { EMRIFT_STORE: process.env.EMRIFT_STORE } : {};
}

const cellsOf = (name: string) =>
  Object.fromEntries(
    results.cells
      .filter((cell) => cell.case === name)
      .map((cell) => [printOn(cell.on).replaceAll('+', ' '), cell.breaks.map(({ id }) => id).join(' ') || cell.status]),
  );

describe('real toolchains', () => {
  it('answer every cell: none is left to chance', () => {
    expect(results.cells.length).toBeGreaterThanOrEqual(CASES.length);
    expect(results.cells.filter((cell) => cell.status === 'infra')).toEqual([]);
  });

  it.each([
    ['go/js-hello', { 'go1.23.12 node20.20.2': 'pass', 'go1.27.4 node20.20.2': 'pass' }],
    ['go/goos-wasi', { 'go1.23.12': 'unsupported-platform:wasi/wasm', 'go1.27.4': 'unsupported-platform:wasi/wasm' }],
    [
      'go/c-shared-wasip1',
      { 'go1.23.12 node20.20.2': 'buildmode-unsupported:c-shared', 'go1.27.4 node20.20.2': 'pass' },
    ],
    ['link/undefined-function', { 'em3.1.6-debian': 'undefined-symbol:' }],
    ['link/signature-mismatch', { 'em3.1.6-debian node20.20.2': '' }],
    [
      'link/go-module-into-emcc',
      { 'go1.23.12 em3.1.6-debian': 'section-out-of-order:', 'go1.27.4 em3.1.6-debian': 'section-out-of-order:' },
    ],
    ['page/load-in-node', { 'em3.1.6-debian node20.20.2': 'loader-host-incompatible:' }],
    ['page/heap-view', { 'go1.23.12 em3.1.6-debian node20.20.2': '', 'go1.27.4 em3.1.6-debian node20.20.2': '' }],
  ])('%s', (name, expected) => {
    const cells = cellsOf(name);
    expect(Object.keys(cells).sort()).toEqual(Object.keys(expected).sort());
    for (const [on, start] of Object.entries(expected)) expect(`${on}: ${cells[on]}`).toContain(`${on}: ${start}`);
  });

  it('leave imports that the catalogue keeps, and cures that were run', () => {
    const hello = results.cells.find((cell) => cell.case === 'go/js-hello')!;
    const surface = results.modules[Object.values(hello.modules!)[0]!]!;
    expect(surface.imports.some(({ module, name }) => module === 'gojs' && name === 'syscall/js.valueGet')).toBe(true);
    const broken = results.cells.filter((cell) => cell.case === 'page/load-in-node');
    expect(broken.map((cell) => Object.values(cell.workarounds!).map(({ status }) => status))).toEqual([
      expect.arrayContaining(['pass']),
    ]);
  });

  it('give the same bytes again in another folder and from a fresh execution of one case', async () => {
    const other = join(folder, 'elsewhere', 'reports');
    cpSync(out, other, { recursive: true });
    const done = await runCommand(
      ['run', ...AXES, '--case', 'link/undefined-function', '--fresh', '--jobs', '1', '--out', other, '--json'],
      { cwd: root, env: storeOf() },
    );
    expect(JSON.parse(done.stdout).executedSteps).toBeGreaterThan(0);
    expect(readFileSync(join(other, 'results.json'), 'utf8')).toBe(readFileSync(join(out, 'results.json'), 'utf8'));
  }, 120_000);
});

describe('cases of somebody else', () => {
  it('run without a change to the code', async () => {
    const own = join(folder, 'own');
    mkdirSync(join(own, 'lib', 'answer'), { recursive: true });
    writeFileSync(
      join(own, 'lib', 'answer', 'answer.c'),
      'int missing(void);\nint answer(void) { return missing() + 41; }\n',
    );
    writeFileSync(
      join(own, 'lib', 'answer', 'case.yaml'),
      'title: A library answers\nwhy: Somebody asked.\nsteps:\n  build:\n    run: emcc answer.c -O1 -s EXPORTED_FUNCTIONS=_answer --no-entry -o answer.js\n',
    );
    const done = await runCommand(
      ['run', '--cases', own, '--emsdk', '3.1.6', '--out', join(folder, 'own-reports'), '--json'],
      { cwd: root, env: storeOf() },
    );
    expect(JSON.parse(done.stdout).cells).toEqual([
      { cell: 'lib/answer@em3.1.6-debian', status: 'break', breaks: ['undefined-symbol:missing'] },
    ]);
  }, 120_000);
});

describe('the packed package', () => {
  it('works outside the clone: pair, a dry run, one cell', async () => {
    const packed = execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8',
    })
      .trim()
      .split('\n')
      .at(-1)!;
    execFileSync('tar', ['-xzf', join(folder, packed), '-C', folder]);
    const program = join(folder, 'package', 'dist', 'cli.js');
    expect(existsSync(program)).toBe(true);
    expect(readdirSync(join(folder, 'package')).sort()).not.toContain('node_modules');
    const outside = join(folder, 'outside');
    mkdirSync(outside);
    const run = (...args: string[]) => runCommand(args, { cwd: outside, env: storeOf(), program });
    expect(await run('pair', '1.25', '4.0.10')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('4.0.10'),
    });
    const dry = JSON.parse((await run('run', '--dry-run', '--json')).stdout);
    expect(dry.cells.length).toBeGreaterThan(100);
    const one = await run('run', ...AXES, '--case', 'link/undefined-function', '--json');
    expect(JSON.parse(one.stdout).cells).toMatchObject([
      { cell: 'link/undefined-function@em3.1.6-debian', status: 'break' },
    ]);
    expect(existsSync(join(outside, 'emrift-reports', 'results.json'))).toBe(true);
  }, 120_000);
});
