import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createWordFilter } from './word-filter.ts';

const LONG = Array.from({ length: 4000 }, (_, at) => `line ${at}: nothing of note`).join('\n');

it('finds what a search finds, in short texts and long ones', () => {
  for (const text of ['undefined symbol: f', `${LONG}\nundefined symbol: f\n${LONG}`]) {
    const stands = createWordFilter(text);
    expect(['undefined symbol', 'f', 'mbol', ''].map(stands)).toEqual([true, true, true, true]);
    expect(['undefined  symbol', 'unresolved', 'symbol: g'].map(stands)).toEqual([false, false, false]);
  }
});

it('agrees with a search whatever the words are', () => {
  const stands = createWordFilter(LONG);
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.nat(LONG.length).chain((at) => fc.nat(40).map((size) => LONG.slice(at, at + size))),
      ),
      (word) => {
        expect(stands(word)).toBe(LONG.includes(word));
      },
    ),
    { seed: 7, numRuns: 2000 },
  );
});
