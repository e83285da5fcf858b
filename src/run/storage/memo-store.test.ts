import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMemoStore } from './memo-store.ts';

let store: string;
beforeEach(() => {
  store = mkdtempSync(join(tmpdir(), 'emrift-remembered-'));
});
afterEach(() => rmSync(store, { recursive: true, force: true }));

describe('what is remembered', () => {
  it('is found for the same inputs of the same program alone', () => {
    const inputs = () => [{ text: 'a', list: [1, { b: null }] }, new Map([['page', 'text']])];
    openMemoStore(store, 'one')('pages', inputs()).keep({ n: 1 });
    expect(openMemoStore(store, 'one')('pages', inputs()).value).toEqual({ n: 1 });
    expect(openMemoStore(store, 'two')('pages', inputs()).value).toBeUndefined();
    expect(openMemoStore(store, 'one')('others', inputs()).value).toBeUndefined();
    const others = [[{ text: 'a', list: [1, { b: null }] }, new Map([['page', 'other']])], [inputs()[0]], inputs()[0]];
    for (const other of others) expect(openMemoStore(store, 'one')('pages', other).value).toBeUndefined();
  });

  it('is found for equal inputs however the engine holds them', () => {
    const memos = openMemoStore(store, 'one');
    const grown: number[] = [];
    grown[2] = 3;
    grown[0] = 1;
    grown[1] = 2;
    memos('pages', [[1, 2, 3], [], new Set(['a'])]).keep('found');
    expect(memos('pages', [grown, new Array(1).slice(1), new Set(['a'])]).value).toBe('found');
    expect(memos('pages', [grown, [], new Set(['b'])]).value).toBeUndefined();
    expect(memos('pages', [grown, [], []]).value).toBeUndefined();
  });

  it('is one value a name, and nothing where the file is damaged', () => {
    const memos = openMemoStore(store, 'one');
    memos('pages', 1).keep('first');
    memos('pages', 2).keep('second');
    expect(memos('pages', 1).value).toBeUndefined();
    expect(memos('pages', 2).value).toBe('second');
    expect(readdirSync(join(store, 'remembered'))).toEqual(['pages.json']);
    writeFileSync(join(store, 'remembered/pages.json'), '{"key":');
    expect(memos('pages', 2).value).toBeUndefined();
  });
});
