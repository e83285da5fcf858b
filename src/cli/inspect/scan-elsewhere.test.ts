import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { scanPart } from '../../evidence/features/scan-code.ts';
import { runCommand } from '../run-command.fixture.ts';
import { scanElsewhereOf } from './scan-elsewhere.ts';

const folder = mkdtempSync(join(tmpdir(), 'emrift-scan-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const leb = (value: number) => [0, 7, 14, 21, 28].map((shift, at) => ((value >>> shift) & 0x7f) | (at < 4 ? 0x80 : 0));
const section = (id: number, content: Uint8Array) =>
  Buffer.concat([Buffer.from([id, ...leb(content.length)]), content]);

/** A function of `nop` with its size. */
const plain = Buffer.from([99, 0, ...Array<number>(97).fill(1), 0x0b]);

/** A module of as much code: such functions, and behind them one that extends a sign. */
function moduleOf(size: number): Buffer {
  const last = Buffer.from([6, 0, 0x41, 0, 0xc0, 0x1a, 0x0b]);
  const count = Math.floor(size / plain.length);
  const code = Buffer.concat([Buffer.from(leb(count + 1)), Buffer.alloc(count * plain.length, plain), last]);
  return Buffer.concat([
    Buffer.from('\0asm\x01\0\0\0', 'latin1'),
    section(1, Buffer.from([1, 0x60, 0, 0])),
    section(3, Buffer.concat([Buffer.from(leb(count + 1)), Buffer.alloc(count + 1)])),
    section(10, code),
  ]);
}

describe('much code', () => {
  it('is scanned by another thread as by this one', () => {
    const path = join(folder, 'half.wasm');
    const bytes = moduleOf(6 << 20);
    writeFileSync(path, bytes);
    const from = bytes.indexOf(plain);
    const count = Math.floor((bytes.length - from) / plain.length);
    const part = { from, end: bytes.length, place: 5, count: count + 1 };
    const here = scanPart((start, end) => bytes.subarray(start, end), part);
    expect(scanElsewhereOf(path)(part)()).toEqual(here);
    expect(here).toMatchObject({ unknownAt: -1 });
    expect(here.largest[0]).toEqual({ place: 5, size: 99 });
  });

  it('has no outcome of a file that cannot be read', () => {
    const part = { from: 0, end: 10, place: 0, count: 1 };
    expect(scanElsewhereOf(join(folder, 'none.wasm'))(part)()).toBeNull();
  });

  it('is searched whole for a summary up to 64 MiB', { timeout: 60_000 }, async () => {
    writeFileSync(join(folder, 'much.wasm'), moduleOf(60_000_000));
    const { stdout, stderr, exitCode } = await runCommand(['inspect', 'much.wasm'], { cwd: folder });
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/features +sign-ext$/m);
    expect(stdout).not.toContain('may need more');
  });
});
