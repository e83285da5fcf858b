import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CellPlan, Plan } from './plan-cells.ts';
import { parseShard, printShard, shardCells } from './shard.ts';

const stepOf = (name: string, key: string) => ({ key, step: { name } });

/** A plan of cases with so many cells each; the cells of a case share its first step. */
function planOf(sizes: readonly number[]): Plan {
  const cells = sizes.flatMap((size, at) =>
    Array.from({ length: size }, (_, index): CellPlan => {
      const on = { go: `go1.${index}.0` };
      const steps = [stepOf('build', `c${at}/build`), stepOf('run', `c${at}/run@${index}`)];
      return { name: `c${at}@go1.${index}.0`, case: `c${at}`, on, steps, workarounds: {} };
    }),
  );
  return { cells, instances: [] };
}

it('every cell belongs to exactly one shard, whatever the costs', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 9 }), fc.infiniteStream(fc.nat(1000)), (counts, of, stream) => {
      const costs = counts.map(() => stream.next().value as number);
      const plan = planOf(counts);
      const costOf = (name: string) => costs[Number(name.slice(1))]!;
      const shards = Array.from({ length: of }, (_, at) => shardCells(plan, { index: at + 1, of }, costOf));
      const dealt = shards.flatMap((names) => [...names]).sort();
      expect(dealt).toEqual(plan.cells.map(({ name }) => name).sort());
    }),
    { seed: 5, numRuns: 300 },
  );
});

it('keeps the cells of a case together unless they are more than a fair part', () => {
  const plan = planOf([2, 2, 2, 2]);
  const one = shardCells(plan, { index: 1, of: 2 }, () => 1);
  expect([...one]).toEqual(['c0@go1.0.0', 'c0@go1.1.0', 'c2@go1.0.0', 'c2@go1.1.0']);
  const heavy = shardCells(plan, { index: 1, of: 2 }, (name) => (name === 'c0' ? 100 : 1));
  expect([...heavy].filter((name) => name.startsWith('c0'))).toHaveLength(1);
});

it('deals the heaviest first, each to the shard that has least, and ties by name', () => {
  // 3 steps of c0, 5 of c1 and c2, 2 of c3, at 10, 1, 2 and 4 each.
  const plan = planOf([2, 4, 4, 1]);
  const costs: Record<string, number> = { c0: 10, c1: 1, c2: 2, c3: 4 };
  const cases = (index: number, of: number) => [
    ...new Set([...shardCells(plan, { index, of }, (name) => costs[name]!)].map((name) => name.split('@')[0])),
  ];
  // A fair part of one is all of it; of two 26.5, which c0 alone exceeds.
  expect(cases(1, 1).sort()).toEqual(['c0', 'c1', 'c2', 'c3']);
  const [first, second] = [cases(1, 2), cases(2, 2)];
  // 20 each of the halves of c0, then 10, 8 and 5: 30 against 33.
  expect([first, second]).toEqual([
    ['c0', 'c2'],
    ['c0', 'c3', 'c1'],
  ]);
});

it('counts steps that cells share once, and those of workarounds too', () => {
  const cell = (name: string, keys: string[], cure: string[] = []): CellPlan => ({
    name,
    case: name.split('@')[0]!,
    on: { go: name.split('@')[1]! },
    steps: keys.map((key) => stepOf(key, key)),
    workarounds: cure.length > 0 ? { w: cure.map((key) => stepOf(key, key)) } : {},
  });
  const plan: Plan = {
    cells: [
      cell('a@1', ['s', 'a1']),
      cell('a@2', ['s', 'a2']),
      cell('b@1', ['b1'], ['b2', 'b3', 'b4']),
      cell('c@1', ['c1', 'c2']),
    ],
    instances: [],
  };
  // b has 4 steps, a 3 and c 2.
  const shards = [1, 2, 3].map((index) => [...shardCells(plan, { index, of: 2 }, () => 1)]);
  expect(shards).toEqual([['b@1'], ['a@1', 'a@2', 'c@1'], []]);
});

it('prints I/N', () => expect(printShard({ index: 2, of: 7 })).toBe('2/7'));

it('reads I/N', () => {
  expect(parseShard('2/3')).toEqual({ index: 2, of: 3 });
  expect(parseShard('3/3')).toEqual({ index: 3, of: 3 });
  expect(parseShard('10/1000')).toEqual({ index: 10, of: 1000 });
  for (const text of ['0/3', '4/3', '1', '1/0', 'a/b', '1/3 ', ' 1/3', '-1/3', '1/10000', '1/3x'])
    expect(parseShard(text), text).toBeNull();
});
