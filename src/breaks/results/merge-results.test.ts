import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../model/canonical.ts';
import { compareResults } from '../comparison/compare-results.ts';
import { ran, recordOf, success } from '../evidence.fixture.ts';
import { mergeResults } from './merge-results.ts';
import { bad, build, entry, good, on } from './results.fixture.ts';

describe('mergeResults', () => {
  const both = build([good, bad]);
  const repaired = build([{ ...bad, steps: good.steps }]);
  const onlyNew = ({ on: toolchain }: { on: Readonly<Record<string, string>> }) => toolchain.emsdk === 'em6.0.5';

  it('replaces only what was planned, and derives the breaks anew', () => {
    const merged = mergeResults(both, repaired, onlyNew, []);
    expect(merged.cells.map(({ status }) => status)).toEqual(['pass', 'pass']);
    expect(merged.breaks).toEqual([]);
    expect(merged.evidence).toEqual({});
    expect(canonicalJson(mergeResults(build([good]), build([bad]), onlyNew, []))).toBe(canonicalJson(both));
  });

  it('is the newer run where that covers all, and drops what is gone with its toolchains', () => {
    expect(canonicalJson(mergeResults(both, build([good]), () => true, []))).toBe(canonicalJson(build([good])));
  });

  it('is completed where the newer run does not list a toolchain on its cells, or of each case', () => {
    const newer = build([good]);
    expect(mergeResults(both, newer, () => true, [])).toBe(newer);
    const nameless = { ...newer, toolchains: newer.toolchains.filter(({ tool }) => tool !== 'node') };
    const merged = mergeResults(both, nameless, () => true, []);
    expect(merged.toolchains.map(({ id }) => id)).toEqual(['go1.23.5', 'em3.1.69', 'node20.20.2']);
    const other = { ...entry, name: 'page/other' };
    const two = build([good, { ...good, case: 'page/other' }], [], [entry, other]);
    const renamed = build([good], [], [{ ...entry, title: 'newer' }]);
    const joined = mergeResults(two, renamed, ({ case: name }) => name === 'page/view', []);
    expect(joined.cases.map(({ name, title }) => [name, title])).toEqual([
      ['page/other', 'page/view'],
      ['page/view', 'newer'],
    ]);
  });

  it('keeps the names of the tests of cells that were not planned', () => {
    const outcomes = { pass: ['a'], fail: [], skip: [], details: {}, closed: true };
    const library = ran(success({ outcomes }));
    const older = build([recordOf('page/view', on('em3.1.69'), { library }), bad]);
    expect(Object.values(older.tests)).toEqual([['a']]);
    expect(mergeResults(older, repaired, onlyNew, []).tests).toEqual(older.tests);
  });

  it('lets a failing machine take no verdict away', () => {
    const infra = build([recordOf('page/view', on('em6.0.5'), { library: { kind: 'infra', reason: 'no disk' } })]);
    expect(canonicalJson(mergeResults(both, infra, onlyNew, []))).toBe(canonicalJson(both));
  });

  it('lets two executions that disagree take no verdict away', () => {
    const name = 'page/view@go1.23.5+em6.0.5+node20.20.2';
    expect(canonicalJson(mergeResults(both, repaired, onlyNew, [], new Set([name])))).toBe(canonicalJson(both));
    // Where there was none before, the newer one is all that is known.
    const merged = mergeResults(build([good]), build([bad]), onlyNew, [], new Set([name]));
    expect(merged.cells.map(({ status }) => status)).toEqual(['pass', 'break']);
  });

  it('keeps a verdict while the version that stands in its place cannot be had', () => {
    const infra = recordOf('page/view', on('em6.0.6'), { library: { kind: 'infra', reason: 'no network' } });
    const merged = mergeResults(both, build([good, infra]), () => true, []);
    const statuses = (results: typeof both) => results.cells.map((cell) => `${cell.on.emsdk} ${cell.status}`);
    expect(statuses(merged)).toEqual(['em3.1.69 pass', 'em6.0.5 break', 'em6.0.6 infra']);
    expect(compareResults(both, merged, { covers: () => true }).changes).toEqual([]);
    const decided = build([good, { ...good, on: on('em6.0.6') }]);
    expect(statuses(mergeResults(merged, decided, () => true, []))).toEqual(['em3.1.69 pass', 'em6.0.6 pass']);
  });
});

describe('compareResults', () => {
  const both = build([good, bad]);
  it('finds nothing new without a baseline, and nothing in itself', () => {
    expect(compareResults(null, both, { covers: () => true })).toMatchObject({
      hasBaseline: false,
      fails: { new: false },
      changes: [],
      newBreaks: [],
    });
    expect(compareResults(both, both, { covers: () => true })).toMatchObject({
      hasBaseline: true,
      fails: { new: false },
      changes: [],
    });
  });

  it('says what regressed, what is fixed and what is gone', () => {
    const worse = compareResults(build([good, { ...good, on: bad.on }]), both, { covers: () => true });
    expect(worse).toMatchObject({
      fails: { new: true, any: true, none: false },
      newBreaks: ['runtime-export-missing:HEAPU8'],
      fixedBreaks: [],
    });
    expect(worse.changes).toMatchObject([
      { cell: 'page/view@go1.23.5+em6.0.5+node20.20.2', verdict: 'regressed', isNews: true },
    ]);
    const better = compareResults(both, build([good, { ...good, on: bad.on }]), { covers: () => true });
    expect(better).toMatchObject({
      fails: { new: false },
      fixedBreaks: ['runtime-export-missing:HEAPU8'],
      counts: { fixed: 1, same: 1 },
    });
    const less = compareResults(both, build([good]), { covers: () => true });
    expect(less).toMatchObject({ fails: { new: false }, fixedBreaks: [], counts: { gone: 1 } });
    expect(compareResults(both, build([good]), { covers: () => false }).counts.gone).toBe(0);
  });
});
