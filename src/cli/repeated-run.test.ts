import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FAKE_GO } from './fake-go.fixture.ts';
import { runCommand } from './run-command.fixture.ts';

/** A run in which nothing changed says what the one before it said, and does nothing; whatever changes, it is done. */

const folder = mkdtempSync(join(tmpdir(), 'emrift-repeated-'));
const at = (...parts: string[]) => join(folder, ...parts);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CASE = 'title: t\nwhy: w\nsteps:\n  make: {run: go build, outputs: [main.wasm]}\n';

// Who asks for releases asks this source alone, and it refuses.
const NO_SOURCE = { EMRIFT_GO_DEV_BASE: 'http://127.0.0.1:1' };

const MATRIX = `go: {versions: ['path:${at('go')}'], from: [go.dev]}\nemsdk: {versions: ['3.1.6']}\n`;

function write(path: string, text: string): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
}

beforeAll(async () => {
  write('go/bin/go', FAKE_GO);
  chmodSync(at('go/bin/go'), 0o755);
  write('go/VERSION', 'go1.23.4\n');
  write('project/matrix.yaml', MATRIX);
  for (const name of ['one', 'two']) {
    write(`project/cases/plain/${name}/case.yaml`, CASE);
    write(`project/cases/plain/${name}/input.txt`, name);
  }
  execFileSync('git', ['init', '-q', at('project')]);
  await run();
});

async function run(args: readonly string[] = [], env: Record<string, string> = {}) {
  const all = ['run', '--out', 'out', '--json', ...args];
  const done = await runCommand(all, { cwd: at('project'), env: { EMRIFT_STORE: at('store'), ...NO_SOURCE, ...env } });
  expect(done.exitCode).toBe(0);
  return { done, found: JSON.parse(done.stdout) as { executedSteps: number; journal: string } };
}

const journals = () => readdirSync(at('store', 'runs')).length;

/** What changed so lately might change again without its times showing it. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 2_100));

/** After a run: until nothing is left to do, and gives what is then said without doing anything. */
async function runUntilRepeated() {
  await settle();
  const { done } = await run();
  const before = journals();
  const again = await run();
  expect(journals()).toBe(before);
  expect([again.done.stdout, again.done.stderr]).toEqual([done.stdout, done.stderr]);
  expect(again.found.executedSteps).toBe(0);
  return again;
}

it('repeats a run in which nothing changed, with the journal that it names', async () => {
  const { found } = await runUntilRepeated();
  expect(readFileSync(found.journal, 'utf8')).toContain('"kind":"end"');
  const before = journals();
  // What a shell says of itself is no other environment.
  await run([], { _: '/usr/bin/other', SHLVL: '7' });
  expect(journals()).toBe(before);
  for (const [args, env] of [
    [['--case', 'plain/one'], {}],
    [['--fail-on', 'none'], {}],
    [['--jobs', '1'], {}],
    [[], { EMRIFT_STORE_MAX: '9GB' }],
  ] as const) {
    await run(args, env);
  }
  expect(journals()).toBe(before + 4);
});

it('asks sources each time where a profile says so', async () => {
  write('project/matrix.yaml', `${MATRIX}profiles: {asking: {update: true}}\n`);
  const store = { EMRIFT_STORE: at('store-asking') };
  for (let time = 0; time < 3; time++) {
    await settle();
    await run(['--profile', 'asking'], store);
  }
  expect(readdirSync(at('store-asking', 'runs')).length).toBe(3);
  write('project/matrix.yaml', MATRIX);
});

it('does what is asked for where any of its inputs changed', async () => {
  const input = at('project/cases/plain/one/input.txt');
  const page = readdirSync(at('project/out')).find((name) => name.endsWith('.md'))!;
  const changes: Record<string, () => void> = {
    'another text of the same length': () => writeFileSync(input, 'uno'),
    'the same text with another time': () => utimesSync(input, 1_000_000_000, 1_000_000_000),
    'a further case': () => {
      cpSync(at('project/cases/plain/two'), at('project/cases/plain/three'), { recursive: true });
    },
    'a comment in the matrix': () => write('project/matrix.yaml', `# c\n${MATRIX}`),
    "somebody's own toolchain": () => write('go/added', ''),
    'a page that somebody changed': () => write(`project/out/${page}`, 'x'),
    'a result that was removed': () => {
      const [first] = readdirSync(at('store/actions'));
      rmSync(at('store/actions', first!, readdirSync(at('store/actions', first!))[0]!));
    },
    'results that were committed': () => {
      const git = (...args: string[]) =>
        execFileSync('git', ['-C', at('project'), '-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args]);
      git('add', '.');
      git('commit', '-qm', 'c');
    },
    'a journal that was removed': () => rmSync(at('store/runs'), { recursive: true }),
  };
  await run();
  for (const [name, change] of Object.entries(changes)) {
    await runUntilRepeated();
    change();
    const before = name.includes('journal') ? 0 : journals();
    await run();
    expect(journals(), name).toBe(before + 1);
  }
  expect(statSync(at('project/out', page)).size).toBeGreaterThan(1);
}, 120_000);
