import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findLeftOver } from '../breaks/abi/left-over.ts';
import type { Abi } from '../model/abi.ts';
import { parseAbi } from '../model/abi-text.ts';
import { runCommand } from './run-command.fixture.ts';

/** The symbol tables of a real Emscripten, recorded by a run: 3.1.6, whose libraries are prebuilt. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const PLAIN = 'abi/libraries:plain';
const FILE = 'abi/em3.1.6-debian.json';

let folder: string;
let out: string;
let abi: Abi;
const run = async (...args: readonly string[]) => {
  const env = process.env.EMRIFT_STORE ? { EMRIFT_STORE: process.env.EMRIFT_STORE } : {};
  const done = await runCommand(args, { cwd: root, env });
  if (done.exitCode !== 0) throw new Error(`exit code ${done.exitCode}: ${done.stderr}`);
};
const read = (path: string) => readFileSync(join(out, path), 'utf8');
const axes = ['--emsdk', '3.1.6', '--go', '1.27'];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-abi-'));
  out = join(folder, 'reports');
  await run('run', ...axes, '--case', 'abi', '--out', out);
  abi = parseAbi(read(FILE), FILE);
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const libraryOf = (name: string) => abi.libraries.find((library) => library.name === name)!;

describe('a run that records the libraries of Emscripten 3.1.6', () => {
  it('has what each library defines, with signatures and bindings', () => {
    const symbolOf = (name: string) => libraryOf('libc.a').provides.find((symbol) => symbol.name === name);
    expect(symbolOf('printf')).toMatchObject({ kind: 'function', weak: false, type: '(i32, i32) -> i32' });
    expect(symbolOf('environ')).toMatchObject({ kind: 'data', weak: true, type: null });
    expect(libraryOf('libdlmalloc.a').provides.find(({ name }) => name === 'malloc')).toMatchObject({
      weak: true,
      type: '(i32) -> i32',
    });
    expect(libraryOf('libc.a').links).toEqual([PLAIN, 'abi/libraries:standalone']);
    expect(libraryOf('crt1.o')).toMatchObject({ format: 'object', links: ['abi/libraries:standalone'] });
  });

  it('has what they leave to JavaScript, by the names that the linker was given', () => {
    const left = new Map(findLeftOver(abi, PLAIN).map((symbol) => [symbol.name, symbol]));
    expect(left.get('__syscall_openat') ?? left.get('__syscall_open')).toMatchObject({ giver: 'javascript' });
    expect(left.get('emscripten_memcpy_big')).toMatchObject({ giver: 'javascript', type: expect.any(String) });
    expect(left.get('__wasi_fd_write')).toMatchObject({
      giver: 'host',
      import: 'wasi_snapshot_preview1.fd_write',
      type: '(i32, i32, i32, i32) -> i32',
    });
    expect([...left.values()].filter(({ giver }) => giver === 'nobody')).toEqual([]);
  });

  it('writes pages that are what the tables say, and keeps tables out of the results', async () => {
    expect(readdirSync(join(out, 'abi')).sort()).toEqual(['README.md', 'em3.1.6-debian.json', 'em3.1.6-debian.md']);
    expect(read('results.json').length).toBeLessThan(20_000);
    await run('report', '--check', '--out', out);
  });

  it('keeps the tables when a later run does not plan them', async () => {
    const before = read(FILE);
    await run('run', ...axes, '--case', 'link/missing-library', '--out', out, '--fail-on', 'none');
    expect(read(FILE)).toBe(before);
    await run('report', '--check', '--out', out);
  }, 120_000);

  it('records the same again when every step is executed anew', { timeout: 300_000 }, async () => {
    const other = join(folder, 'again');
    await run('run', ...axes, '--case', 'abi', '--out', other, '--fresh');
    for (const name of readdirSync(join(out, 'abi'))) {
      if (!name.endsWith('.json')) continue;
      expect(readFileSync(join(other, 'abi', name), 'utf8') === read(`abi/${name}`), name).toBe(true);
    }
  });
});
