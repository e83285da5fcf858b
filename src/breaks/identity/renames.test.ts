import { expect, it } from 'vitest';
import type { Cell, Results } from '../../model/results.ts';
import { cellOf } from '../evidence.fixture.ts';
import { listRenames } from './renames.ts';

const resultsOf = (...cells: readonly Cell[]): Results => ({
  schema: 3,
  fingerprints: 1,
  toolchains: [],
  cases: [],
  cells,
  breaks: [],
  evidence: {},
  modules: {},
  tests: {},
});
const go = (version: string, ...ids: readonly string[]) =>
  cellOf(
    { go: `go1.2${version}` },
    ids.map((id) => `link=${id}`),
  );

it('lists what breaks are called now, each pair once, sorted, with the cells that keep the former name', () => {
  const old = resultsOf(go('1', 'symbol:f'), go('2', 'symbol:f'), go('3', 'symbol:f'), go('4', 'kind:a', 'same:x'));
  const now = resultsOf(go('1', 'symbol:g'), go('2', 'symbol:g'), go('3', 'symbol:f'), go('4', 'kind:b', 'same:x'));
  expect(listRenames(old, now)).toEqual([
    { was: 'kind:a', id: 'kind:b', left: 0 },
    { was: 'symbol:f', id: 'symbol:g', left: 1 },
  ]);
});

it('lists nothing of the same results, of cells that are gone, and of breaks that are no longer there', () => {
  const old = resultsOf(go('1', 'symbol:f'), go('2', 'symbol:f'));
  expect(listRenames(old, old)).toEqual([]);
  expect(listRenames(old, resultsOf(go('1')))).toEqual([]);
  expect(listRenames(old, resultsOf(go('1', 'symbol:f')))).toEqual([]);
});
