import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FAKE_GO } from './fake-go.fixture.ts';
import { runCommand } from './run-command.fixture.ts';

/** `emrift conformance` on cases, with a toolchain that only pretends: what its tests print, and what then is news. */

let folder: string;
const at = (...parts: string[]) => join(folder, ...parts);
function write(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
  chmodSync(at(path), mode);
}

const caseText = (tags: string, exitCode = 0) =>
  `title: t\ntags: [${tags}]\nwhy: w\nsteps:\n  test: {run: go tests ${exitCode}, outcomes: true}\n`;
const results = (lines: readonly string[], exitCode = 0) => {
  write('project/cases/wasi/probes/results.txt', `${lines.join('\n')}\n`);
  write('project/cases/wasi/probes/case.yaml', caseText('conformance', exitCode));
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-conformance-'));
  write('go/bin/go', FAKE_GO, 0o755);
  write('go/VERSION', 'go1.23.4\n');
  write('project/matrix.yaml', `go: {versions: ['path:${at('go')}']}\nemsdk: {versions: ['3.1.6']}\n`);
  write('project/cases/wasi/other/case.yaml', caseText('other'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const conform = (...extra: string[]) =>
  runCommand(['conformance', '--out', at('out'), ...extra], {
    cwd: at('project'),
    env: { EMRIFT_STORE: at('store') },
  });

it('distinguishes tests, and fails only where one fails that did not', async () => {
  results(['--- PASS: fs/open', '--- FAIL: fs/seek: got 3', '--- SKIP: sock/accept: not applicable: no sockets']);
  const first = await conform('--baseline', at('none.json'));
  expect([first.exitCode, first.stderr]).toEqual([2, expect.stringContaining('none.json')]);
  const began = await conform();
  expect(began.exitCode).toBe(0);
  expect(began.stdout).toContain('1 of 3 pass, 1 fail, 1 not applicable');
  expect(began.stdout).toContain('fs  1 of 2 pass, 1 fail: fs/seek');
  expect(began.stdout).toContain('1 cell: 1 cell passes');

  expect((await conform('--fail-on', 'any')).exitCode).toBe(1);
  const same = JSON.parse((await conform('--json')).stdout);
  expect(same.verdicts).toMatchObject({ same: 1 });
  expect(same.tests.totals).toContainEqual(
    expect.objectContaining({ group: 'fs', pass: 1, fail: 1, failing: [{ name: 'fs/seek', detail: 'got 3' }] }),
  );

  results(['--- FAIL: fs/open', '--- FAIL: fs/seek: got 3', '--- SKIP: sock/accept: not applicable: no sockets']);
  const worse = await conform('--fail-on', 'new', '--junit', at('junit.xml'), '--github');
  expect(worse.exitCode).toBe(1);
  expect(worse.stdout).toContain('regressed A test failed: fs/open');
  expect(worse.stderr).toContain('::error');
  expect(readFileSync(at('junit.xml'), 'utf8')).toContain('regressed: failed-test:fs/open');
  expect(readFileSync(at('out/conformance.md'), 'utf8')).toContain('| `fs/open` | Go 1.23.4');

  results(['--- PASS: fs/open', '--- FAIL: fs/seek: got 3', '--- SKIP: sock/accept: not applicable: no sockets']);
  const fixed = JSON.parse((await conform('--json')).stdout);
  expect(fixed.changes).toEqual([expect.objectContaining({ verdict: 'fixed', isNews: false })]);
}, 180_000);

it('takes a program that ended early for news, and what it did not reach for no pass', async () => {
  results(['--- PASS: fs/open', '--- PASS: fs/seek', 'PASS']);
  await conform();
  results(['--- PASS: fs/open', '=== RUN   fs/seek'], 134);
  const cut = await conform();
  expect(cut.exitCode).toBe(1);
  expect(cut.stdout).toContain('1 of 2 pass, 1 not reached');
  expect(cut.stdout).toContain('A program that ran tests did not end by itself: exit-134/fs/seek');
  const { cells, tests } = JSON.parse(readFileSync(at('out/results.json'), 'utf8'));
  const [{ status, outcomes }] = cells;
  expect(status).toBe('pass');
  expect(outcomes.test).toEqual({ tests: outcomes.test.tests, exitCode: 134, cut: true, open: 'fs/seek' });
  expect(tests[outcomes.test.tests]).toEqual(['fs/open']);
  expect((await runCommand(['report', '--check', '--out', at('out')], { cwd: at('project') })).exitCode).toBe(0);
}, 180_000);

it('lets a step without any line fail as ever', async () => {
  results(['nothing'], 1);
  expect((await conform('--json')).exitCode).toBe(1);
  const { cells } = JSON.parse(readFileSync(at('out/results.json'), 'utf8'));
  expect(cells[0]).toMatchObject({ status: 'break', breaks: [{ id: 'unexplained-failure:wasi/probes/test' }] });
}, 180_000);
