import { mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beforeBoot, deadMark, elsewhere } from './mark.fixture.ts';
import { isLeftOver, MARK, ownMark } from './mark.ts';

let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'emrift-mark-'));
  mkdirSync(path, { recursive: true });
});
afterEach(() => rmSync(path, { recursive: true, force: true }));

const isLeft = (mark: string) => isLeftOver(mark, path);

describe('what a process marked as its own', () => {
  it('is left over once that has ended', () => {
    expect(ownMark()).toMatch(new RegExp(`^${MARK}$`));
    expect([isLeft(ownMark()), isLeft(deadMark())]).toEqual([false, true]);
  });

  it('is left over from before the machine was started, whoever has that number now', () => {
    expect(isLeft(beforeBoot(ownMark()))).toBe(true);
  });

  it('is left alone where another machine has that process, until nobody changed it for a day', () => {
    const marks = [elsewhere(ownMark()), elsewhere(deadMark()), deadMark().split('-')[0]!];
    expect(marks.map(isLeft)).toEqual([false, false, false]);
    const longAgo = new Date(Date.now() - 2 * 86_400_000);
    utimesSync(path, longAgo, longAgo);
    expect([...marks, ownMark()].map(isLeft)).toEqual([true, true, true, false]);
  });

  it('is left alone in another space of process numbers', () => {
    expect(isLeft(deadMark().replace(/.{4}$/, 'ffff'))).toBe(false);
  });
});
