import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildGuest } from '../engine/conformance/guest.fixture.ts';
import type { HostResult } from '../evidence/conformance/results.ts';
import { runCommand } from './run-command.fixture.ts';

/** A suite in every feature of the public format, run by real hosts on a guest that clang and wasi-libc build. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const HOSTS = ['node=20', 'wazero=1.12.0', 'wasmedge=0.17', 'wasmtime=50'].flatMap((host) => ['--host', host]);
const RUN = (...args: string[]) => ({ type: 'run', args });
const WAIT = { type: 'wait' };
const write = (payload: string) => ({ type: 'write', id: 'stdin', payload });
const read = (payload: string) => ({ type: 'read', payload });
const NETWORK = [RUN(), WAIT];
const AWKWARD = 'a b\'c"\\$(x)\n';

/** What each test says; null: nothing. */
const TESTS: Record<string, unknown> = {
  plain: null,
  'exit-code': { args: ['exit', '7'], exit_code: 7 },
  'exit-code-wrong': { args: ['exit', '7'] },
  arguments: { args: ['print', AWKWARD], stdout: AWKWARD },
  'output-wrong': { args: ['print', 'abc'], stdout: 'abd' },
  'output-longer': { args: ['print', 'abc'], stdout: 'ab' },
  'output-shorter': { args: ['print', 'abc'], stdout: 'abcd' },
  environment: { args: ['env', 'A'], env: { A: 'x y=z' }, stdout: 'x y=z\n' },
  'environment-of-host': { args: ['env', 'PATH'], stdout: 'none\n' },
  root: {
    args: ['cat', '/f.txt', 'list', '/', 'list', '/empty', 'cat', '/link', 'make', '/new'],
    root: 'fs.dir',
    stdout: 'hello\n4\n0\nhello\nmade\n',
  },
  'root-again': { args: ['make', '/new'], root: 'fs.dir', stdout: 'made\n' },
  dirs: { args: ['cat', 'old.dir/g.txt'], dirs: ['old.dir'], stdout: 'inner\n' },
  'standard-error': { args: ['complain', 'oops'], stderr: 'oops' },
  talk: { operations: [RUN('echo', 'echo'), write('1\n'), read('1\n'), write('2\n'), read('2\n'), WAIT] },
  'talk-wrong': { operations: [RUN('echo'), write('1\n'), read('2\n'), WAIT] },
  killed: { operations: [RUN('print', 'go', 'loop'), read('go'), { type: 'kill' }, { ...WAIT, exit_code: -15 }] },
  'killed-wrong': { operations: [RUN('print', 'go', 'loop'), read('go'), { type: 'kill' }, WAIT] },
  trap: { args: ['trap'] },
  hang: { args: ['loop'] },
  'much-output': { args: ['spam'], stdout: '0123456789' },
  'two-processes': { operations: [RUN('print', '1'), read('1'), WAIT, RUN('print', '2'), read('2'), WAIT] },
  'nothing-to-do': { proposals: ['http'] },
  'no-folder': { root: 'nowhere' },
  world: { operations: NETWORK, world: 'wasi:http/service' },
  proposal: { operations: NETWORK, proposals: ['sockets'] },
  servers: { operations: NETWORK, servers: [{ name: 'a', kind: 'closed' }] },
  connect: { operations: [RUN(), { type: 'connect' }, WAIT] },
  left: { args: ['exit', '1'] },
  'expected-wrong': { args: ['exit', '1'] },
  'expected-right': null,
  unknown: { colour: 1 },
};
const FAILS = ['exit-code-wrong', 'hang', 'killed-wrong', 'output-shorter', 'output-wrong', 'talk-wrong', 'trap'];
const NOT_APPLICABLE = ['connect', 'proposal', 'servers', 'world'];
const EXPECTED = `version = 1
[[suite]]
name = "guests"
[[suite.test]]
name = "left"
action = "skip"
[[suite.test]]
name = "expected-wrong"
expected = "fail"
[[suite.test]]
name = "expected-right"
expected = "fail"
[[suite.test]]
name = "mistyped"
action = "skip"
`;

let folder: string;
let hosts: readonly HostResult[];
let outcome: { exitCode: number; stderr: string };
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-conformance-'));
  const guest = await buildGuest(join(folder, 'scratch'));
  const lay = (path: string, content: Uint8Array | string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  for (const [name, test] of Object.entries(TESTS)) {
    lay(`suite/p1/${name}.wasm`, guest);
    if (test !== null) lay(`suite/p1/${name}.json`, JSON.stringify(test));
  }
  lay('suite/p1/manifest.json', '{"name": "guests"}');
  lay('suite/p1/fs.dir/f.txt', 'hello\n');
  lay('suite/p1/fs.dir/.hidden/.keep', '');
  lay('suite/p1/fs.dir/old.cleanup', '');
  mkdirSync(join(folder, 'suite/p1/fs.dir/empty'));
  symlinkSync('f.txt', join(folder, 'suite/p1/fs.dir/link'));
  lay('suite/p1/old.dir/g.txt', 'inner\n');
  lay('suite/wasm32-wasip3/later.wasm', guest);
  lay('expected.toml', EXPECTED);
  const expected = ['node', 'wazero', 'wasmedge', 'wasmtime'].flatMap((host) => [
    '--expect',
    `${host}=${folder}/expected.toml`,
  ]);
  const more = ['--timeout', '10', '--json', '--junit', join(folder, 'junit.xml')];
  const args = ['conformance', '--suite', join(folder, 'suite'), ...HOSTS, ...expected, ...more];
  const store = process.env.EMRIFT_STORE ? { EMRIFT_STORE: process.env.EMRIFT_STORE } : {};
  const done = await runCommand(args, { cwd: root, env: store });
  outcome = done;
  hosts = (JSON.parse(done.stdout) as { hosts: HostResult[] }).hosts;
}, 900_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const testsOf = ({ suites }: HostResult) => suites.find(({ name }) => name === 'guests')!.tests;
const namesOf = (host: HostResult, outcome: string) =>
  testsOf(host)
    .filter((test) => test.outcome === outcome)
    .map(({ name }) => name);

describe('a suite on real hosts', () => {
  it('fails where the guest is not as its test demands, on each of them, and nowhere else', () => {
    expect(hosts.map(({ host }) => host.replace(/\d.*/, ''))).toEqual(['node', 'wazero', 'wasmedge', 'wasmtime']);
    for (const host of hosts) expect([host.host, namesOf(host, 'fail')]).toEqual([host.host, FAILS]);
  });

  it('leaves out, does not apply and is invalid where the format says so', () => {
    for (const host of hosts) {
      expect(namesOf(host, 'invalid')).toEqual(['no-folder', 'nothing-to-do']);
      expect(namesOf(host, 'not-applicable')).toEqual(NOT_APPLICABLE);
      expect(namesOf(host, 'skip')).toEqual(['left']);
      expect(namesOf(host, 'expected-fail')).toEqual(['expected-wrong']);
      expect(namesOf(host, 'unexpected-pass')).toEqual(['expected-right']);
      expect(namesOf(host, 'undecided')).toEqual([]);
    }
  });

  it('is counted with denominators', () => {
    const tests = Object.keys(TESTS).length + 1;
    const pass = tests - FAILS.length - 2 - (NOT_APPLICABLE.length + 1) - 1 - 2;
    for (const { totals } of hosts) expect(totals).toMatchObject({ tests, pass, fail: FAILS.length, invalid: 2 });
  });

  it('reports what was passed over, and a test that there is not', () => {
    const unknown = testsOf(hosts[0]!).find(({ name }) => name === 'unknown');
    expect(unknown).toMatchObject({ outcome: 'pass', warnings: ['unknown key "colour"'] });
    expect(outcome.stderr).toMatch(/the expectations of node name a test that there is not: guests: mistyped/);
  });

  it('makes the exit code 1 and is written as JUnit', () => {
    expect(outcome.exitCode).toBe(1);
    const junit = readFileSync(join(folder, 'junit.xml'), 'utf8');
    const failures = hosts.length * (FAILS.length + 3);
    expect(junit).toContain(
      `<testsuites name="emrift conformance" tests="${hosts.length * (Object.keys(TESTS).length + 1)}" failures="${failures}" errors="0">`,
    );
  });

  it('ends with 0 and says so in text where all is as expected', { timeout: 120_000 }, async () => {
    const suite = join(folder, 'suite', 'good');
    mkdirSync(suite);
    writeFileSync(join(suite, 'plain.wasm'), readFileSync(join(folder, 'suite/p1/plain.wasm')));
    const store = process.env.EMRIFT_STORE ? { EMRIFT_STORE: process.env.EMRIFT_STORE } : {};
    const done = await runCommand(['conformance', '--suite', suite, '--host', 'wazero=1.12.0'], {
      cwd: root,
      env: store,
    });
    expect(done).toMatchObject({ exitCode: 0, stdout: 'wazero1.12.0  1 of 1 pass\n' });
  });

  it('has pipes for standard streams, not the sockets that Node gives', { timeout: 120_000 }, async () => {
    const suite = join(folder, 'suite', 'pipes');
    mkdirSync(suite);
    writeFileSync(join(suite, 'pipe.wasm'), readFileSync(join(folder, 'suite/p1/plain.wasm')));
    // ENOTSOCK; WasmEdge shuts a socket down instead, and then cannot print.
    writeFileSync(join(suite, 'pipe.json'), JSON.stringify({ args: ['shutdown'], stdout: '57\n' }));
    const store = process.env.EMRIFT_STORE ? { EMRIFT_STORE: process.env.EMRIFT_STORE } : {};
    const done = await runCommand(['conformance', '--suite', suite, '--host', 'wasmedge=0.17'], {
      cwd: root,
      env: store,
    });
    expect(done).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/ {2}1 of 1 pass\n$/) });
  });

  it('is refused where there is none, and on what runs no modules', { timeout: 60_000 }, async () => {
    const refused = (...args: string[]) => runCommand(['conformance', ...args], { cwd: root });
    expect((await refused('--suite', join(folder, 'nowhere'))).exitCode).toBe(2);
    expect((await refused('--suite', join(folder, 'suite'), '--host', 'chromium=150')).exitCode).toBe(2);
    expect((await refused('--suite', join(folder, 'suite'), '--timeout', '0')).exitCode).toBe(2);
    expect((await refused('--suite', join(folder, 'suite'), '--expect', 'node')).exitCode).toBe(2);
  });
});
