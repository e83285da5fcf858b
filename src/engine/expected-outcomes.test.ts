import { expect, it } from 'vitest';
import { realisticResults } from '../reports/realistic.fixture.ts';
import { expectedOutcomes } from './expected-outcomes.ts';

const RESULTS = realisticResults();
const lookUp = expectedOutcomes(() => RESULTS);
const ask = (name: string, step: string, on: Readonly<Record<string, string>>, key = name) =>
  lookUp({ key, case: { name }, step: { name: step }, on } as never);

it('knows a step that failed on all cells with its toolchains, and one that passed', () => {
  const on = { go: 'go1.27.0', node: 'node24.11.0' };
  expect(ask('page/heap-view', 'load', { ...on, emsdk: 'em6.0.5-debian' })).toBe('failed');
  expect(ask('page/heap-view', 'load', { ...on, emsdk: 'em3.1.69-debian' })).toBe('passed');
  expect(ask('page/heap-view', 'library', { emsdk: 'em6.0.5-debian' })).toBe('passed');
});

it('does not know what is new, differs, or belongs to a workaround', () => {
  expect(ask('page/heap-view', 'load', { emsdk: 'em9.9.9' })).toBeNull();
  expect(ask('page/new', 'load', {})).toBeNull();
  expect(ask('page/heap-view', 'load', {})).toBeNull();
  expect(ask('page/heap-view', 'load', { emsdk: 'em6.0.5-debian' }, 'page/heap-view!flag')).toBeNull();
  expect(
    expectedOutcomes(() => null)({ key: 'x', case: { name: 'x' }, step: { name: 'y' }, on: {} } as never),
  ).toBeNull();
});
