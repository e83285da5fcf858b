import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectFile } from '../../evidence/inspect/inspect-file.ts';
import { readLibraryNames } from '../../evidence/origin/library-names.ts';
import { buildGnuArchive } from '../../evidence/wasm/archive.fixture.ts';
import type { ArchiveMember } from '../../evidence/wasm/archive.ts';
import { buildObject } from '../../evidence/wasm/object.fixture.ts';
import { processorTime } from '../../model/processor-time.fixture.ts';
import { createReader, openMembersOf } from '../inspect/read-file.ts';
import { runCommand } from '../run-command.fixture.ts';

/** Small files, and middling ones, that would ask for work without measure. */

const library = readLibraryNames();
const HEAD = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
/** The number as five bytes of LEB128. */
const wide = (value: number) =>
  Buffer.from([0, 7, 14, 21, 28].map((shift, at) => ((value >>> shift) & 0x7f) | (at < 4 ? 0x80 : 0)));
const repeat = (part: Uint8Array, times: number) => Buffer.alloc(part.length * times, part);
const core = (id: number, body: Uint8Array) => Buffer.concat([Buffer.from([id]), wide(body.length), body]);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-bounds-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function inspect(name: string, bytes: Uint8Array) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return createReader()(path, (read, readCode) =>
    inspectFile(read, path, library, { open: openMembersOf(path), readCode, depth: 'summary' }),
  );
}

describe('work that a file asks for', () => {
  it('is done once for a file that a thin archive names again, by whatever name', () => {
    writeFileSync(join(folder, 'big.o'), buildObject());
    symlinkSync('big.o', join(folder, 'other.o'));
    const names = [...Array(30).fill('big.o'), './big.o', 'other.o'];
    const thin = buildGnuArchive(
      names.map((name) => ({ name, content: buildObject() })),
      { thin: true },
    );
    const { members } = inspect('thin.a', thin);
    expect(members).toHaveLength(32);
    const again = members.filter(({ reason }) => reason === 'the same file as a member before it');
    expect(again).toHaveLength(31);
  });

  it('is refused for a million imports or sections', () => {
    const entry = Buffer.from([3, 0x65, 0x6e, 0x76, 1, 0x66, 0, 0]);
    const imports = Buffer.concat([
      HEAD,
      core(1, Buffer.from([1, 0x60, 0, 0])),
      core(2, Buffer.concat([wide(1e6), repeat(entry, 1e6)])),
    ]);
    const sections = Buffer.concat([HEAD, repeat(Buffer.from([0, 1, 0]), 1_666_667)]);
    const took = processorTime(() => {
      expect(() => inspect('imports.wasm', imports)).toThrow('more than 200000 imports');
      expect(() => inspect('sections.wasm', sections)).toThrow('more than 200000 sections');
    });
    expect(took).toBeLessThan(5_000);
  });

  it('is no waiting for a file of the kernel that a thin archive names', () => {
    // What has no size by its own word, such as /proc/kmsg, can keep whoever reads it waiting for ever.
    const member = { name: '/proc/self/status' } as ArchiveMember;
    expect(openMembersOf(join(folder, 'thin.a'))(member)).toHaveLength(0);
  });
});

const deep = (open: string, inner: string, close: string) => open.repeat(3e5) + inner + close.repeat(3e5);
const SCRIPTS: readonly [name: string, script: string][] = [
  ['templates in templates', deep('`${', '', '')],
  ['brackets in brackets', deep('(', '1', ')')],
  ['signs of signs', deep('!', '1', '')],
  ['sums of sums', deep('1+', '1', '')],
  ['news of news', deep('new ', 'A', '')],
  ['blocks in blocks', deep('{', '', '}')],
  ['methods in methods', deep('class A{a(){', '', '}}')],
  ['patterns in patterns', `let ${deep('[', 'a', ']')}=1`],
  ['groups in groups of a pattern', `/${deep('(', '', ')')}/`],
  ['a module of 20 MB in base64', `x = "data:application/wasm;base64,${'A'.repeat(2e7)}"`],
];

describe('a script beside a module', () => {
  it.each(SCRIPTS)('does not end the process: %s', { timeout: 60_000 }, async (_, script) => {
    writeFileSync(join(folder, 'beside.wasm'), HEAD);
    writeFileSync(join(folder, 'beside.js'), script);
    const { exitCode, stderr } = await runCommand(['inspect', 'beside.wasm'], { cwd: folder });
    expect([exitCode, stderr]).toEqual([0, '']);
  });
});
