import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectFile } from '../../evidence/inspect/inspect-file.ts';
import { readLibraryNames } from '../../evidence/origin/library-names.ts';
import { printInspection } from '../../reports/terminal/inspect-text.ts';
import { createReader } from './read-file.ts';

const library = readLibraryNames();

function leb(value: number): Buffer {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 0x80)) {
    if (rest < 0x80) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 0x80) | 0x80);
  }
}

function section(id: number, ...content: readonly Uint8Array[]): Buffer {
  const bytes = Buffer.concat(content);
  return Buffer.concat([Buffer.from([id]), leb(bytes.length), bytes]);
}

const custom = (name: string, content: Uint8Array) =>
  section(0, Buffer.from([name.length]), Buffer.from(name), content);

/** A module of 9 MB: functions of `nop`, one that extends a sign, data, DWARF, producers. */
function largeModule(): Buffer {
  const plain = Buffer.concat([leb(1_000_002), Buffer.from([0]), Buffer.alloc(1_000_000, 1), Buffer.from([0x0b])]);
  const atomic = Buffer.from([4, 0, 0xc0, 0x01, 0x0b]);
  return Buffer.concat([
    Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]),
    section(1, Buffer.from([1, 0x60, 0, 0])),
    section(3, Buffer.from([5, 0, 0, 0, 0, 0])),
    section(10, Buffer.from([5]), plain, plain, plain, plain, atomic),
    section(11, Buffer.from([1, 1]), leb(2_000_000), Buffer.alloc(2_000_000, 7)),
    custom('.debug_info', Buffer.alloc(3_000_000, 9)),
    custom('producers', Buffer.from('\x01\x0cprocessed-by\x01\x05clang\x0621.1.0', 'latin1')),
  ]);
}

describe('createReader', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'emrift-read-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const inspect = (bytes: Buffer) => {
    const path = join(folder, 'x.wasm');
    writeFileSync(path, bytes);
    return createReader()(path, (read, readCode) => inspectFile(read, path, library, { readCode }));
  };

  it('reads a large module as if all of it had been read', () => {
    const bytes = largeModule();
    const report = inspect(bytes);
    expect(report).toEqual(inspectFile(bytes, join(folder, 'x.wasm'), library));
    expect(report).toMatchObject({ used: ['sign-ext'], unknownInstruction: null, problems: [] });
    expect(report.producer.tools).toHaveLength(1);
    const text = printInspection({ ...report, unsearchedCode: 58_000_000 });
    expect(text).toContain('sign-ext; 58.0 MB of code, which --json searches, may need more');
  });

  it('refuses a large module that ends early as it does a small one', () => {
    const bytes = largeModule();
    for (const size of [bytes.length - 5, 5_000_000, 4_300_000]) {
      const short = bytes.subarray(0, size);
      const message = (read: () => unknown) => {
        try {
          read();
          return 'read';
        } catch (error) {
          return String(error);
        }
      };
      expect(message(() => inspect(short))).toBe(message(() => inspectFile(short, 'x', library)));
      expect(message(() => inspect(short))).toContain('are left');
    }
  });

  it('skips bodies, whose places hold what was there before', () => {
    const path = join(folder, 'y.wasm');
    const module = largeModule();
    // What no other module here holds: it cannot lie in memory from before.
    [module[500_000], module[5_000_000]] = [0xa5, 0x5b];
    writeFileSync(path, module);
    const [code, data] = createReader()(path, (bytes) => [bytes[500_000], bytes[5_000_000]]);
    expect([code, data]).not.toEqual([0xa5, 0x5b]);
  });
});
