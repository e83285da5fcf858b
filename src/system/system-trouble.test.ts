import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printProblem } from '../model/errors.ts';
import { asTrouble } from './system-trouble.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-trouble-'));
  symlinkSync('circle', join(folder, 'circle'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function troubleOf(work: () => unknown): string | null {
  try {
    work();
  } catch (error) {
    const trouble = asTrouble(error);
    return trouble && `${trouble.name}: ${printProblem(trouble).replaceAll(folder, '')}`;
  }
  return 'none';
}

describe('trouble with the machine', () => {
  it.each<[string, () => unknown, string]>([
    ['a circle', () => readFileSync(join(folder, 'circle')), 'ProblemInInput: /circle: is a circle of links (ELOOP)'],
    ['a folder', () => readFileSync(folder), 'InfrastructureError: read failed (EISDIR)'],
    [
      'no folder',
      () => readdirSync('/dev/null'),
      'ProblemInInput: /dev/null: a part of the path is no folder (ENOTDIR)',
    ],
    ['a long name', () => readFileSync(join(folder, 'x'.repeat(300))), expect.stringContaining('has too long a name')],
    ['nothing', () => readFileSync(join(folder, 'a/b')), expect.stringContaining('there is no such file or folder')],
    ['a zero byte', () => readFileSync('a\0b'), 'ProblemInInput: a name has a zero byte'],
    ['a full disk', () => writeFileSync('/dev/full', 'x'), 'InfrastructureError: write failed (ENOSPC)'],
    ['no room', () => mkdirSync('/proc/x'), 'InfrastructureError: /proc/x: mkdir failed (ENOENT)'],
  ])('is one line: %s', (_, work, expected) => {
    expect(troubleOf(work)).toEqual(expected);
  });

  it('is no bug, and a bug is none', () => {
    expect(asTrouble(new TypeError('x is undefined'))).toBeNull();
    expect(asTrouble(new RangeError('Maximum call stack size exceeded'))).toBeNull();
    expect(asTrouble('text')).toBeNull();
    expect(asTrouble(Object.assign(new Error('x'), { code: 'ERR_INVALID_ARG_TYPE' }))).toBeNull();
  });
});
