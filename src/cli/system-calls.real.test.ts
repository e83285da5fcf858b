import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Traced } from '../engine/trace/trace-module.ts';
import { join as bytes, func, I32, I64, list, s, section, text, u, wasm } from '../evidence/wasm/builder.fixture.ts';
import { findProgram } from '../system/find-program.ts';
import { runCommand } from './run-command.fixture.ts';

/** The system calls that real hosts make for the calls of a guest. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const store = process.env.EMRIFT_STORE ? { EMRIFT_STORE: process.env.EMRIFT_STORE } : {};
const ROUNDS = 500;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-system-'));
  writeFileSync(join(folder, 'guest.wasm'), buildGuest());
  mkdirSync(join(folder, 'files'));
  writeFileSync(join(folder, 'files', 'f.txt'), 'hello\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A guest that opens `f.txt` and `none` below the first folder that it has, writes a byte again and again, and ends with 3. */
function buildGuest(): Uint8Array {
  const i32 = (value: number) => bytes(0x41, s(value));
  const open = (at: number, length: number) =>
    bytes(...[3, 1, at, length, 0].map(i32), 0x42, s(2), 0x42, s(2), i32(0), i32(64), 0x10, 0, 0x1a);
  const write = bytes(...[1, 32, 1, 64].map(i32), 0x10, 1, 0x1a);
  const again = bytes(0x20, 0, i32(1), 0x6b, 0x22, 0, 0x0d, 0);
  const loop = bytes(i32(ROUNDS), 0x21, 0, 0x03, 0x40, write, again, 0x0b);
  const code = bytes(1, 1, I32, open(0, 5), open(8, 4), loop, i32(3), 0x10, 2, 0x0b);
  const data = (at: number, content: number[]) => bytes(0, i32(at), 0x0b, u(content.length), content);
  const imported = ['path_open', 'fd_write', 'proc_exit'];
  return wasm(
    section(
      1,
      list(
        func([I32, I32, I32, I32, I32, I64, I64, I32, I32], [I32]),
        func([I32, I32, I32, I32], [I32]),
        func([I32]),
        func([]),
      ),
    ),
    section(2, list(...imported.map((name, at) => bytes(text('wasi_snapshot_preview1'), text(name), 0, at)))),
    section(3, list(3)),
    section(5, list([0, 1])),
    section(7, list(bytes(text('memory'), 2, 0), bytes(text('_start'), 0, 3))),
    section(10, list(bytes(u(code.length), code))),
    section(11, list(data(0, [...Buffer.from('f.txt\0\0\0none')]), data(32, [16, 0, 0, 0, 1, 0, 0, 0]))),
  );
}

async function traceOf(host: string): Promise<Traced> {
  const args = ['--from', 'system', '--host', host, '--root', join(folder, 'files'), '--json'];
  const done = await runCommand(['trace', join(folder, 'guest.wasm'), ...args], { cwd: root, env: store });
  if (done.exitCode !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout) as Traced;
}

// Strace is a package of its own, which `npm test` installs where it may.
describe.skipIf(findProgram('strace') === null)('the system calls of', () => {
  it.each([
    ['node=20', 'openat', 'write'],
    ['wazero=1.12.0', 'openat', 'write'],
    ['wasmtime=49.0.3', 'openat2', 'write'],
    ['wasmtime=50', 'openat2', 'write'],
    ['wasmedge=0.17', 'openat', 'writev'],
    ['deno', 'openat', 'write'],
    ['bun', 'openat', 'write'],
  ])('%s stand with the calls of the guest that they are for', { timeout: 300_000 }, async (host, opens, writes) => {
    const { calls, outside, exitCode, way, gaps } = await traceOf(host);
    expect({ exitCode, way }).toEqual({ exitCode: 3, way: 'system' });
    expect(gaps.join()).not.toMatch(/could be assigned|not kept/);
    const [found, missing, ...others] = calls;
    // Wazero opens the folder that the guest has with the first file in it.
    const opened = found!.system!.find(({ name, args }) => name === opens && args.includes('f.txt"'));
    expect(opened).toMatchObject({ result: expect.stringMatching(/^\d+$/), errno: null });
    const refused = missing!.system!.find(({ args }) => args.includes('none"'));
    expect(refused).toMatchObject({ errno: 'ENOENT' });
    expect(others.map((call) => call.function)).toEqual([...new Array(ROUNDS).fill('fd_write'), 'proc_exit']);
    const made = others
      .slice(0, -1)
      .map(({ system }) => system!.map((one) => ({ ...one, to: `${one.name} ${one.args[0]}` })));
    expect(made.every((all) => all.some(({ to }) => to === `${writes} 1`))).toBe(true);
    // What another thread of the host does meanwhile is marked. That of the guest may have something to do for the host itself.
    const exact = made.filter((all) => {
      const own = all.filter(({ isAside }) => !isAside);
      return own.length === 1 && own[0]!.to === `${writes} 1`;
    }).length;
    expect(exact).toBeGreaterThanOrEqual(ROUNDS * 0.9);
    expect(calls.at(-1)).toMatchObject({ function: 'proc_exit', system: [] });
    expect(outside!.before).toBeGreaterThan(20);
  });
});
