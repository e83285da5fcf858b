import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder } from './folders.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'emrift-folders-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const make = async (path: string) => makeFolder(path);

describe('makeFolder', () => {
  it('makes what is missing above, once or more often, and several at once', async () => {
    await Promise.all([1, 2, 3].map(() => make(join(dir, 'a/b/c'))));
    await make(join(dir, 'a/b/c'));
    expect(existsSync(join(dir, 'a/b/c'))).toBe(true);
  });

  it('says at once where there can be none', async () => {
    writeFileSync(join(dir, 'file'), '');
    symlinkSync('nowhere', join(dir, 'dangling'));
    symlinkSync('loop', join(dir, 'loop'));
    const codes = [];
    for (const path of [
      '/proc/x/y',
      join(dir, 'file/x'),
      join(dir, 'dangling'),
      join(dir, 'loop/x'),
      join(dir, 'n'.repeat(300)),
    ]) {
      codes.push(await make(path).catch((error: NodeJS.ErrnoException) => error.code));
    }
    expect(codes).toEqual(['ENOENT', 'ENOTDIR', 'EEXIST', 'ELOOP', 'ENAMETOOLONG']);
  });
});
