import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { runCommand } from './run-command.fixture.ts';

/** Searches along real releases. What an earlier search executed is not executed again. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const env = process.env.EMRIFT_STORE ? { EMRIFT_STORE: process.env.EMRIFT_STORE } : {};

// Of one real source: for a list of all releases that might lie between two ends every suite of Debian is asked too.
const folder = mkdtempSync(join(tmpdir(), 'emrift-bisect-'));
const matrix = ['--matrix', join(folder, 'matrix.yaml')];
writeFileSync(
  join(folder, 'matrix.yaml'),
  "go: {versions: ['1.27'], from: [goproxy]}\nemsdk: {versions: ['3.1.6']}\nhosts: {node: ['20']}\n",
);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function bisect(...args: string[]) {
  const done = await runCommand(['bisect', ...args, ...matrix, '--json'], { cwd: root, env });
  expect(done.exitCode, done.stderr).toBe(0);
  return JSON.parse(done.stdout);
}

it('finds the first Go that makes a library for wasip1', { timeout: 600_000 }, async () => {
  const found = await bisect('go/c-shared-wasip1', '--go', 'go1.23.11..go1.24.1', '--host', 'node=20');
  expect(found.last).toMatchObject({ version: '1.23.12', outcome: { id: 'buildmode-unsupported:c-shared' } });
  expect(found.first).toEqual({
    version: '1.24.0',
    outcome: { kind: 'works' },
    cell: 'go/c-shared-wasip1@go1.24.0+node20.20.2',
  });
  expect(found.inconclusive).toEqual([]);
  expect(found.tried.length).toBeLessThanOrEqual(4);
});

it('finds where a module began to import gojs', { timeout: 600_000 }, async () => {
  const found = await bisect('go/import-module', '--go', 'go1.20.4..go1.22.0', '--host', 'node=20');
  expect(found.last).toMatchObject({ version: '1.20.14', outcome: { kind: 'works' } });
  expect(found.first).toMatchObject({ version: '1.21.0', outcome: { id: 'import-module-missing:gojs' } });
});

it('says that there is nothing to find between two ends that are alike', { timeout: 600_000 }, async () => {
  const args = ['bisect', 'go/goos-wasi', '--go', 'go1.23.12..go1.24.0', ...matrix];
  const done = await runCommand(args, { cwd: root, env });
  expect(done.exitCode).toBe(2);
  expect(done.stderr.trimEnd().split('\n').at(-1)).toBe(
    'emrift: go/goos-wasi fails for the same reason with both ends, Go 1.23.12 and 1.24.0 (choose ends further apart)',
  );
});
