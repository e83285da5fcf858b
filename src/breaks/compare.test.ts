import { describe, expect, it } from 'vitest';
import type { Cell, CellStatus, Verdict } from '../model/results.ts';
import { compare, countsAsNews } from './compare.ts';
import { cellOf } from './test-data.ts';

type Seen = 'none' | CellStatus;
const STATUSES: readonly Seen[] = ['none', 'pass', 'break', 'skip', 'infra'];
const cell = (status: Seen): Cell | undefined =>
  status === 'none' ? undefined : cellOf({}, status === 'break' ? ['link=undefined-symbol:f'] : [], { status });

/** Rows: what it was. Columns: what it is now, in the order of `STATUSES`. `none` now is judged inside the plan. */
const TABLE: Record<Seen, readonly Verdict[]> = {
  none: ['same', 'new', 'new', 'same', 'same'],
  pass: ['gone', 'same', 'regressed', 'gone', 'same'],
  break: ['gone', 'fixed', 'same', 'gone', 'same'],
  skip: ['same', 'new', 'new', 'same', 'same'],
  infra: ['same', 'same', 'same', 'same', 'same'],
};

describe('compare', () => {
  for (const old of STATUSES) {
    for (const [index, now] of STATUSES.entries()) {
      const verdict = TABLE[old][index]!;
      it(`${old} → ${now} is ${verdict}`, () => expect(compare(cell(old), cell(now), true)).toBe(verdict));
      const outside = now === 'none' ? 'same' : verdict;
      it(`${old} → ${now} outside the plan is ${outside}`, () =>
        expect(compare(cell(old), cell(now), false)).toBe(outside));
    }
  }

  it('tells another failure from the same one, in any order', () => {
    const f = cellOf({}, ['link=undefined-symbol:f']);
    const g = cellOf({}, ['link=undefined-symbol:g']);
    const both = cellOf({}, ['a=undefined-symbol:g', 'b=undefined-symbol:f']);
    const turned = cellOf({}, ['a=undefined-symbol:f', 'b=undefined-symbol:g']);
    expect(compare(f, g, true)).toBe('changed');
    expect(compare(f, both, true)).toBe('changed');
    expect(compare(both, f, true)).toBe('changed');
    expect(compare(both, turned, true)).toBe('same');
  });

  it('sees a new warning that will trap, and lets one go', () => {
    const quiet = cellOf({}, []);
    const warned = cellOf({}, [], { also: ['function-signature-mismatch:add'] });
    expect(compare(quiet, warned, true)).toBe('changed');
    expect(compare(warned, quiet, true)).toBe('same');
    expect(compare(quiet, cellOf({}, [], { warnings: ['compile-warning:a.c'] }), true)).toBe('same');
  });

  it('sees a new import, not a lost one, and nothing where tables are missing', () => {
    const surface = (...names: string[]) => ({
      imports: names.map((name) => ({ module: 'env', name, kind: 'function' })),
      exports: [],
    });
    const tables = { old: { a: surface('f') }, now: { b: surface('f', 'g'), c: surface() } };
    const was = cellOf({}, [], { modules: { 'link/m.wasm': 'a' } });
    const now = (key: string, path = 'link/m.wasm') => cellOf({}, [], { modules: { [path]: key } });
    expect(compare(was, now('b'), true, tables)).toBe('changed');
    expect(compare(was, now('c'), true, tables)).toBe('same');
    expect(compare(was, now('b', 'link/other.wasm'), true, tables)).toBe('same');
    expect(compare(was, now('b'), true)).toBe('same');
  });
});

describe('countsAsNews', () => {
  const verdicts: readonly Verdict[] = ['same', 'fixed', 'regressed', 'changed', 'new', 'gone', 'flaky'];
  it('counts what regressed, changed, or is new and broken, and nothing else', () => {
    expect(verdicts.filter((verdict) => countsAsNews(verdict, cell('break')))).toEqual(['regressed', 'changed', 'new']);
    expect(verdicts.filter((verdict) => countsAsNews(verdict, cell('pass')))).toEqual(['regressed', 'changed']);
    expect(countsAsNews('gone', undefined)).toBe(false);
  });

  it('never counts infrastructure', () => {
    for (const status of STATUSES) {
      expect(countsAsNews(compare(cell(status), cell('infra'), true), cell('infra'))).toBe(false);
      expect(countsAsNews(compare(cell('infra'), cell(status), true), cell(status))).toBe(false);
    }
  });
});
