import { describe, expect, it } from 'vitest';
import type { Silence } from '../../matrix/silence.ts';
import type { Break, Cell, Results } from '../../model/results.ts';
import { cellOf } from '../evidence.fixture.ts';
import { build } from '../results/results.fixture.ts';
import { compareResults } from './compare-results.ts';

const F = 'link=undefined-symbol:f';
const cell = (name: string, breaks: readonly string[] = [], fields: Partial<Cell> = {}): Cell => ({
  ...cellOf({ go: 'go1.23.5' }, breaks),
  case: name,
  ...fields,
});
/** Results whose breaks are those of the cells, by id. */
function results(...cells: readonly Cell[]): Results {
  const ids = [...new Set(cells.flatMap(({ breaks }) => breaks.map(({ id }) => id)))];
  const breaks = ids.map((id) => {
    const affected = cells.filter((one) => one.breaks.some((broke) => broke.id === id));
    return { id, affected: affected.map((one) => `${one.case}@go1.23.5`) } as unknown as Break;
  });
  return { ...build([]), cells, breaks };
}
const ALL = { covers: () => true };

it('finds of results and themselves what it finds of them and their like', () => {
  const outcomes = { run: { tests: 'x', fail: ['one'], exitCode: 134, cut: true } } as const;
  const odd: Partial<Cell> = { outcomes, modules: { 'run/a.wasm': 'm' }, also: ['trap-unreachable:y'] };
  const now = results(cell('a/x', [F], odd), cell('b/x', [], odd), cell('c/x', [], { status: 'infra' }), cell('d/x'));
  const own = { ...now, modules: { m: { imports: [{ module: 'env', name: 'f', kind: 'function' }], exports: [] } } };
  const flaky = new Set(['d/x@go1.23.5']);
  for (const options of [ALL, { ...ALL, flaky }, { covers: () => false }]) {
    expect(compareResults(own, own, options)).toEqual(compareResults(structuredClone(own), own, options));
  }
});

describe('what a run did not plan', () => {
  const before = results(cell('a/in'), cell('a/out'), cell('b/in', [F]), cell('b/out', [F]), cell('c/out'));
  const after = results(cell('a/in', [F]), cell('a/out', [F]), cell('b/in', [F]), cell('b/out', [F]));
  const compared = compareResults(before, after, { covers: ({ case: name }) => name.endsWith('/in') });

  it('is news where it changed, and otherwise is not counted', () => {
    expect(compared.changes.map(({ cell: name, verdict }) => [name, verdict])).toEqual([
      ['a/in@go1.23.5', 'regressed'],
      ['a/out@go1.23.5', 'regressed'],
    ]);
    expect(compared.counts).toMatchObject({ regressed: 2, same: 1, gone: 0 });
  });

  it('makes a run fail by what is new in it, not by what breaks as before', () => {
    expect([...compared.failing.new]).toEqual(['a/in@go1.23.5', 'a/out@go1.23.5']);
    expect([...compared.failing.any]).toEqual(['a/in@go1.23.5', 'b/in@go1.23.5']);
    expect([...compared.failing.none]).toEqual([]);
    expect(compared.fails).toEqual({ new: true, any: true, none: false });
  });
});

describe('breaks that came and went', () => {
  it('are listed by id, whichever cells have them', () => {
    const [one, two] = [
      results(cell('a/a', [F]), cell('b/b')),
      results(cell('a/a'), cell('b/b', [F, 'x=trap-unreachable:y'])),
    ];
    expect(compareResults(one, two, ALL)).toMatchObject({ newBreaks: ['trap-unreachable:y'], fixedBreaks: [] });
    expect(compareResults(null, two, ALL)).toMatchObject({ hasBaseline: false, newBreaks: [], fixedBreaks: [] });
  });

  it('are fixed only where every cell that had them was tested again', () => {
    const before = results(cell('a/a', [F]), cell('b/b', [F]));
    const fixed = (...cells: readonly Cell[]) => compareResults(before, results(...cells), ALL).fixedBreaks;
    expect(fixed(cell('a/a'), cell('b/b'))).toEqual(['undefined-symbol:f']);
    expect(fixed(cell('a/a'), cell('b/b', ['x=trap-unreachable:y']))).toEqual(['undefined-symbol:f']);
    expect(fixed(cell('a/a'))).toEqual([]);
    for (const status of ['infra', 'skip'] as const)
      expect(fixed(cell('a/a'), cell('b/b', [], { status }))).toEqual([]);
  });
});

it('asks the silences of the matrix, on the day and of the case', () => {
  const silence: Silence = {
    break: 'undefined-symbol:*',
    cases: ['a/*'],
    reason: 'known',
    until: '2027-03-01',
    position: { file: 'matrix.yaml' },
  };
  const [before, after] = [results(cell('a/a'), cell('b/b')), results(cell('a/a', [F]), cell('b/b', [F]))];
  const news = (today: string) => [
    ...compareResults(before, after, { ...ALL, silences: [silence], today }).failing.new,
  ];
  expect(news('2027-03-01')).toEqual(['b/b@go1.23.5']);
  expect(news('2027-03-02')).toEqual(['a/a@go1.23.5', 'b/b@go1.23.5']);
  const { silences, changes } = compareResults(before, after, { ...ALL, silences: [silence], today: '2027-03-01' });
  expect(silences).toEqual([{ silence, state: 'holds', cells: 1 }]);
  expect(changes.map(({ silencedBy }) => silencedBy.length)).toEqual([1, 0]);
  expect(changes.some((change) => 'brokenToolchain' in change)).toBe(false);
});

it('takes imports for new only against the baseline’s own table of modules', () => {
  const surface = (...names: string[]) => ({ imports: names.map((name) => ({ name, kind: 'function' })), exports: [] });
  const of = (key: string, ...names: string[]): Results => ({
    ...results(cell('a/a', [], { modules: { 'link/m.wasm': key } })),
    modules: { [key]: surface(...names) },
  });
  expect(compareResults(of('1', 'f'), of('2', 'f', 'g'), ALL).changes).toMatchObject([
    { verdict: 'changed', difference: { imports: ['link/m.wasm g'] } },
  ]);
  expect(compareResults(null, of('2', 'f', 'g'), ALL).changes).toEqual([]);
});
