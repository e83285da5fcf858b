import { expect, it } from 'vitest';
import { driftSizes } from './sizes.ts';

const size = (module: string, old: number, now: number) => ({ case: 'a/a', module, old, now });

it('sums up how the sizes of modules moved, the furthest first', () => {
  expect(driftSizes([])).toBeNull();
  expect(driftSizes([size('empty', 0, 10)])).toBeNull();
  const drift = driftSizes([size('a', 100, 100), size('b', 100, 150), size('c', 100, 40), size('d', 100, 110)]);
  expect(drift).toMatchObject({ modules: 4, median: 1.05, least: 0.4, most: 1.5 });
  expect(drift!.moved.map(({ module, ratio }) => [module, ratio])).toEqual([
    ['c', 0.4],
    ['b', 1.5],
    ['d', 1.1],
  ]);
});
