import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LinkTable, parseLinks } from '../model/links.ts';
import type { Results } from '../model/results.ts';
import { runCommand } from './run-command.fixture.ts';

/**
 * One LLVM's own linker and compiler with one wasi-libc, run by node: what a name resolves to is read from what they
 * really made. Both come from Debian through the user's store.
 */

const root = fileURLToPath(new URL('../..', import.meta.url));
const AXES = ['--host', 'llvm=19', '--host', 'wasi-libc=0.0.20200731', '--host', 'node=20'];
const CASES = ['weak/imports-list', 'weak/libc-read'];
const ON = 'llvm19.1.7-debian+wasi-libc0.0.20200731-debian';

let out: string;
let results: Results;
const tables = new Map<string, LinkTable>();
beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), 'emrift-weak-'));
  const cases = CASES.flatMap((name) => ['--case', name]);
  const env: Record<string, string> = process.env.EMRIFT_STORE ? { EMRIFT_STORE: process.env.EMRIFT_STORE } : {};
  const done = await runCommand(['run', ...AXES, ...cases, '--out', out, '--json'], { cwd: root, env });
  if (done.exitCode !== 0) throw new Error(`exit code ${done.exitCode}: ${done.stderr}`);
  results = JSON.parse(readFileSync(join(out, 'results.json'), 'utf8'));
  for (const name of CASES) {
    const path = join(out, `abi/links/${name.replace('/', '.')}.json`);
    tables.set(name, parseLinks(readFileSync(path, 'utf8'), path));
  }
}, 600_000);
afterAll(() => rmSync(out, { recursive: true, force: true }));

const resolved = (name: string, step: string, symbol: string) =>
  tables
    .get(name)!
    .rows.find((row) => row.step === step && row.on.includes(ON))
    ?.symbols.find((one) => one.symbol === symbol)?.resolution;
const broke = (name: string, step: string) =>
  results.cells.find((cell) => cell.case === name)!.breaks.find((found) => found.step === step)?.id;

describe('names in real links', () => {
  it('answers every cell', () => {
    expect(results.cells.map(({ case: name, status }) => [name, status])).toEqual(CASES.map((name) => [name, 'break']));
  });

  it('finds an undefined name imported where the list of imports lies beside the archive, and refused where not', () => {
    expect(resolved('weak/imports-list', 'link-beside', '__wasi_fd_read')).toEqual({
      kind: 'import',
      import: 'env.__wasi_fd_read',
      by: 'probe.o',
    });
    expect(broke('weak/imports-list', 'run-beside')).toBe('import-missing:env.__wasi_fd_read');
    expect(resolved('weak/imports-list', 'link-away', '__wasi_fd_read')).toBeUndefined();
    expect(broke('weak/imports-list', 'link-away')).toBe('undefined-symbol:__wasi_fd_read');
  });

  it.each([
    ['no-flag-plain-archive-after-no-stub', 'libc.a(read.o)', undefined],
    ['no-flag-plain-archive-after-weak-stub', 'stub.o', 'wrong-output:weak function'],
    ['allow-undefined-export-dynamic-archive-after-weak-stub', 'stub.o', 'wrong-output:weak function'],
    ['no-flag-plain-archive-before-weak-stub', 'libc.a(read.o)', undefined],
  ])('%s takes read from %s', (variant, file, id) => {
    expect(resolved('weak/libc-read', `link-${variant}`, 'read')).toEqual({ kind: 'definition', file });
    expect(broke('weak/libc-read', `run-${variant}`)).toBe(id);
  });

  it('knows the binding of each candidate from its object', () => {
    const bindings = tables.get('weak/libc-read')!.rows.flatMap((row) => row.bindings);
    expect(bindings).toContainEqual({ symbol: 'read', file: 'stub.o', defined: true, weak: true });
    expect(bindings).toContainEqual({ symbol: 'read', file: 'libc.a(read.o)', defined: true, weak: false });
  });
});
