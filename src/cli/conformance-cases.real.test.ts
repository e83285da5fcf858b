import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from './run-command.fixture.ts';

/** Tests of one of Go's own packages, the smallest, as guests of a real host: the recipe of the shipped cases. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const NAME = 'wasi/go-tests-node';
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-go-tests-'));
  const text = readFileSync(join(root, 'cases', NAME, 'case.yaml'), 'utf8');
  const smallest = text.replace(/^ {4}(?:io-fs|path-filepath|os|net|time): .*\n/gm, '');
  const path = join(folder, 'cases', NAME, 'case.yaml');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, smallest);
  cpSync(join(root, 'cases/wasi/_shared'), join(folder, 'cases/wasi/_shared'), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('keeps a result for each test', async () => {
  const versions = ['--go', '1.27', '--host', 'node=20', '--cases', join(folder, 'cases')];
  const run = await runCommand(['conformance', ...versions, '--out', join(folder, 'out'), '--json'], { cwd: root });
  expect(run.exitCode, run.stderr).toBe(0);
  const { tests } = JSON.parse(run.stdout);
  expect(tests.totals).toEqual([expect.objectContaining({ group: 'syscall', own: true, pass: 5, skip: 1, fail: 0 })]);
  expect(tests.ends).toEqual([]);
  const page = readFileSync(join(folder, 'out/conformance.md'), 'utf8');
  expect(page).toContain('**5**/6, 1 left out');
}, 600_000);
