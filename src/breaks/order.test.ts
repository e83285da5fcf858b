import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortCells, sortUnique } from './order.ts';

const cell = (name: string, on: Readonly<Record<string, string>>) => ({ case: name, on });

describe('cells', () => {
  const ordered = [
    cell('a/a', { go: 'go1.9.7', emsdk: 'em6.0.5' }),
    cell('a/a', { go: 'go1.20', emsdk: 'em3.1.6' }),
    cell('a/a', { go: 'go1.20', emsdk: 'em3.1.69' }),
    cell('a/a', { go: 'go1.20', emsdk: 'em3.1.69', node: 'node16.20.2' }),
    cell('a/a', { go: 'go1.20', node: 'node16.20.2' }),
    cell('a/a', { node: 'node16.20.2' }),
    cell('a/a', { exec: 'go1.9.7' }),
    cell('a/b', { go: 'go1.9.7' }),
    cell('b/a', {}),
  ];

  it('come by case, then role by role in the order of tools and versions, fewer roles first', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(ordered, { minLength: ordered.length }), (cells) => {
        expect(sortCells(cells)).toEqual(ordered);
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  it('stay in the list that they came in', () => {
    const given = [...ordered].reverse();
    sortCells(given);
    expect(given).toEqual([...ordered].reverse());
  });
});

it('texts are sorted by code unit, each once', () => {
  expect(sortUnique(['b', 'é', 'B', 'a', 'b'])).toEqual(['B', 'a', 'b', 'é']);
});
