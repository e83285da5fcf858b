import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordTree } from '../toolchains/store/tree-digest.ts';
import { draftOf, hashFile, isThereToUse, sweepDrafts } from './files.ts';
import { deadMark, elsewhere } from './mark.fixture.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'emrift-files-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('sweepDrafts', () => {
  it('removes what dead processes did not finish, as deep as asked for, and nothing else', () => {
    const dead = deadMark();
    mkdirSync(join(dir, 'a/b'), { recursive: true });
    const left = [`page.md.${dead}.0011aabb.draft`, `a/x.${dead}.0011aabb.draft`].map((path) => join(dir, path));
    const kept = [draftOf(join(dir, 'page.md')), join(dir, `a/b/x.${dead}.0011aabb.draft`), join(dir, 'my.draft')];
    kept.push(join(dir, `page.md.${elsewhere(dead)}.0011aabb.draft`));
    for (const path of [...left, ...kept]) writeFileSync(path, '');
    sweepDrafts(dir, 1);
    expect(left.filter((path) => existsSync(path))).toEqual([]);
    expect(kept.filter((path) => existsSync(path))).toEqual(kept);
    sweepDrafts(join(dir, 'nowhere'));
  });
});

describe('isThereToUse', () => {
  it('notes that a kept file is used, once a day', () => {
    const path = join(dir, 'blob');
    expect(isThereToUse(path)).toBe(false);
    writeFileSync(path, '');
    const hours = (count: number) => new Date(Date.now() - count * 3_600_000);
    utimesSync(path, hours(2), hours(2));
    expect(isThereToUse(path)).toBe(true);
    expect(Date.now() - statSync(path).mtimeMs).toBeGreaterThan(3_600_000);
    utimesSync(path, hours(48), hours(48));
    expect(isThereToUse(path)).toBe(true);
    expect(Date.now() - statSync(path).mtimeMs).toBeLessThan(60_000);
  });
});

describe('reading a file of 200 GB that has nothing in it', () => {
  it('ends as soon as it is interrupted', { timeout: 10_000 }, async () => {
    mkdirSync(join(dir, 'tree'));
    writeFileSync(join(dir, 'tree/sparse'), '');
    truncateSync(join(dir, 'tree/sparse'), 200 * 2 ** 30);
    const stop = () => {
      const control = new AbortController();
      setTimeout(() => control.abort(new Error('interrupted')), 50);
      return control.signal;
    };
    await expect(hashFile(join(dir, 'tree/sparse'), { signal: stop() })).rejects.toThrow(/abort|interrupted/);
    await expect(recordTree(join(dir, 'tree'), stop())).rejects.toThrow(/abort|interrupted/);
  });
});
