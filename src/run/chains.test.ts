import { expect, it } from 'vitest';
import { longestChains } from './chains.ts';

it('adds what waits for a task to it, along the longest way', () => {
  const links = [
    { id: 'fetch', needs: [], ms: 5 },
    { id: 'libraries', needs: ['fetch'], ms: 60 },
    { id: 'compile', needs: ['fetch'], ms: 2 },
    { id: 'link', needs: ['compile', 'libraries', 'elsewhere'], ms: 3 },
    { id: 'alone', needs: [], ms: 7 },
  ];
  expect(Object.fromEntries(longestChains(links))).toEqual({ fetch: 68, libraries: 63, compile: 5, link: 3, alone: 7 });
});

it('leaves out what waits for itself, and has no trouble with long chains', () => {
  expect(
    longestChains([
      { id: 'a', needs: ['b'], ms: 1 },
      { id: 'b', needs: ['a'], ms: 1 },
    ]).size,
  ).toBe(0);
  const many = Array.from({ length: 20_000 }, (_, at) => ({ id: `${at}`, needs: at > 0 ? [`${at - 1}`] : [], ms: 1 }));
  expect(longestChains(many).get('0')).toBe(20_000);
});
