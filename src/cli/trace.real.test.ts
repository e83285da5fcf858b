import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildGuest } from '../engine/conformance/guest.fixture.ts';
import type { Traced } from '../engine/trace/trace-module.ts';
import { runCommand } from './run-command.fixture.ts';

/** The calls of a guest that clang and wasi-libc build, as real hosts reveal them. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const store = process.env.EMRIFT_STORE ? { EMRIFT_STORE: process.env.EMRIFT_STORE } : {};
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-trace-'));
  writeFileSync(join(folder, 'guest.wasm'), await buildGuest(join(folder, 'scratch')));
  mkdirSync(join(folder, 'files'));
  writeFileSync(join(folder, 'files', 'f.txt'), 'hello\n');
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) =>
  runCommand(['trace', join(folder, 'guest.wasm'), ...args], { cwd: root, env: store });
async function traceOf(host: string, ...args: string[]): Promise<Traced> {
  const done = await run('--host', host, '--root', join(folder, 'files'), '--json', ...args);
  if (done.exitCode !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout) as Traced;
}

describe.each([
  { host: 'node=20', from: [] },
  { host: 'wazero=1.12.0', from: [] },
  { host: 'wazero=1.12.0', from: ['--from', 'module'] },
  { host: 'wasmtime=49.0.3', from: [] },
  { host: 'wasmtime=50', from: [] },
  { host: 'wasmedge=0.17', from: [] },
])('under $host $from', ({ host, from }) => {
  // Where a host was killed by the clock is not shown by 137; wasmtime ends with 1 for codes above 125.
  const code = host.startsWith('wasmtime') ? 125 : 137;
  // Its log shows addresses.
  const hasPaths = host !== 'wasmtime=49.0.3';
  const text = (path: string) => (hasPaths ? path : null);

  it('every call stands in order, with its arguments and errors by name', { timeout: 120_000 }, async () => {
    const { calls, exitCode, stdout, cut } = await traceOf(
      host,
      ...from,
      ...['--', 'cat', '/f.txt', 'cat', '/none', 'exit', `${code}`],
    );
    expect({ exitCode, stdout, cut }).toEqual({ exitCode: code, stdout: 'hello\nno file\n', cut: false });
    const opened = calls.filter((call) => call.function === 'path_open');
    expect(opened).toMatchObject([
      { args: { path: text('"f.txt"'), oflags: '0' }, results: { opened_fd: expect.any(String) }, errno: 'SUCCESS' },
      { args: { path: text('"none"') }, results: {}, errno: 'ENOENT' },
    ]);
    expect(calls.map((call) => call.function)).toEqual(
      expect.arrayContaining(['fd_prestat_get', 'fd_read', 'fd_close']),
    );
    expect(calls.at(-1)).toMatchObject({ function: 'proc_exit', args: { rval: `${code}` }, errno: null });
    expect(calls.find((call) => call.function === 'fd_prestat_dir_name')).toMatchObject({
      results: { path: text('"/"') },
    });
  });

  it('a guest that does not end leaves what it did until then', { timeout: 120_000 }, async () => {
    const { calls, exitCode, ended } = await traceOf(host, ...from, '--timeout', '3', '--', 'cat', '/f.txt', 'loop');
    expect({ exitCode, ended }).toEqual({ exitCode: null, ended: 'did not end within 3 seconds' });
    expect(calls.map((call) => call.function)).toContain('path_open');
  });
});

describe('a trace', () => {
  it('has every write under Node.js, with lengths and times', { timeout: 120_000 }, async () => {
    const { calls, gaps } = await traceOf('node=20', '--', 'print', '007', 'complain', 'oops');
    const writes = calls.filter((call) => call.function === 'fd_write');
    expect(writes).toMatchObject([
      { args: { fd: '1', iovs: '[3, 0]' }, results: { nwritten: '3' } },
      { args: { fd: '2' }, results: { nwritten: '4' } },
    ]);
    expect(writes.every(({ nanoseconds }) => nanoseconds! > 0)).toBe(true);
    expect(gaps.join()).not.toMatch(/times|paths/);
  });

  it('says under wazero what is not revealed', { timeout: 120_000 }, async () => {
    const { calls, gaps } = await traceOf('wazero=1.12.0', '--', 'print', 'x');
    expect(calls.some((call) => call.function === 'fd_write')).toBe(false);
    expect(gaps.join()).toMatch(/writes to standard output/);
  });

  it('says what the host said of a trap', { timeout: 120_000 }, async () => {
    expect((await traceOf('node=20', '--', 'trap')).error).toBe('RuntimeError: unreachable');
    expect((await traceOf('wazero=1.12.0', '--', 'trap')).error).toMatch(/unreachable$/);
  });

  it('is text, a line for each call', { timeout: 60_000 }, async () => {
    const done = await run('--host', 'node=20', '--env', 'A=b', '--', 'env', 'A');
    expect(done.stdout).toMatch(/^environ_sizes_get\(\) = SUCCESS environc=1 environv_len=4 {2}\d+\.\d µs$/m);
    expect(done.stdout).toMatch(/^node20\S*: \d+ calls, the guest ended with 0$/m);
  });

  it('is compared with that of another host', { timeout: 120_000 }, async () => {
    const done = await run('--diff', 'node=20', 'wasmtime=49.0.3', '--', 'print', 'x', 'exit', '3');
    expect(done.stdout).toMatch(/^--- node20\S*: \d+ calls\n\+\+\+ wasmtime49\.0\.3-bin: \d+ calls\n/);
    expect(done.stdout).toMatch(/not revealed by wasmtime49\.0\.3-bin: fd_write iovs/);
    const json = await run('--diff', 'node=20', 'wasmedge=0.17', '--json', '--', 'print', 'x');
    expect(JSON.parse(json.stdout)).toMatchObject({ ways: ['module', 'module'], comparison: { isCoarse: false } });
  });

  it('is refused where the host has no log, and of what is no module', { timeout: 60_000 }, async () => {
    expect((await run('--host', 'wasmedge', '--from', 'log')).stderr).toMatch(/has no log of its calls/);
    writeFileSync(join(folder, 'empty.wasm'), Buffer.from('0061736d01000000', 'hex'));
    const empty = await runCommand(['trace', join(folder, 'empty.wasm')], { cwd: root, env: store });
    expect([empty.exitCode, empty.stderr]).toEqual([2, expect.stringMatching(/has no memory/)]);
    expect((await run('--host', 'chromium')).exitCode).toBe(2);
    expect((await run('--env', '=x')).exitCode).toBe(2);
    expect((await runCommand(['trace', join(folder, 'none.wasm')], { cwd: root, env: store })).exitCode).toBe(2);
  });
});
