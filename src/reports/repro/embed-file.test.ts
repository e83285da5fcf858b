import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { embedFile } from './embed-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'emrift-embed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const embed = (path: string, bytes: Uint8Array, executable = false) =>
  embedFile({ path, bytes, executable }).join('\n');

/** What a shell makes of the commands. */
function laid(path: string, bytes: Uint8Array): Buffer {
  execFileSync('/bin/sh', ['-ec', embed(path, bytes)], { cwd: folder });
  return readFileSync(join(folder, path));
}

it('lays text as text, under a delimiter that is none of its lines', () => {
  expect(embed('a.c', Buffer.from('int x;\n'))).toBe("cat >a.c <<'END'\nint x;\nEND");
  expect(embed('a.c', Buffer.from('END\nEND_1\n'))).toBe("cat >a.c <<'END_2'\nEND\nEND_1\nEND_2");
});

it('lays as base64 what has no last newline, or characters that a reader does not see', () => {
  for (const text of ['x', 'a\r\n', 'a\0\n', 'a\u202eb\n', '\ufeffa\n'])
    expect(embed('f', Buffer.from(text)), JSON.stringify(text)).toMatch(/^base64 -d >f <<'END'\n/);
  expect(embed('f', Buffer.from([0xff, 0x0a]))).toMatch(/^base64 /);
});

it('makes folders, keeps the executable bit, and quotes hostile names', () => {
  expect(embed("sub/a b$(id)'", Buffer.from(''), true).split('\n')).toEqual([
    'mkdir -p sub',
    "cat >'sub/a b$(id)'\\''' <<'END'",
    'END',
    "chmod +x 'sub/a b$(id)'\\'''",
  ]);
  execFileSync('/bin/sh', ['-ec', embed('run.sh', Buffer.from('#!/bin/sh\n'), true)], { cwd: folder });
  expect(statSync(join(folder, 'run.sh')).mode & 0o111).not.toBe(0);
});

it('a shell reads back every byte, whatever the content', () => {
  const line = fc.constantFrom('END', 'END_1', "'", '$HOME', '`id`', '\\', '', 'a\t', '\u00e9', '\r', '\0', '- ');
  const text = fc.array(line, { maxLength: 6 }).map((lines) => Buffer.from(lines.join('\n')));
  fc.assert(
    fc.property(fc.oneof(text, fc.uint8Array({ maxLength: 200 })), (bytes) => {
      expect(laid('-f', bytes).equals(Buffer.from(bytes))).toBe(true);
    }),
    { numRuns: 60, seed: 7 },
  );
});
