import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CellPlan, Plan } from './plan-cells.ts';
import { parseShard, shardCells } from './shard.ts';

/** A plan of cases with so many cells each; the cells of a case share its first step. */
function planOf(sizes: readonly number[]): Plan {
  const cells = sizes.flatMap((size, at) =>
    Array.from({ length: size }, (_, index): CellPlan => {
      const on = { go: `go1.${index}.0` };
      const steps = [['build', `c${at}/build`] as const, ['run', `c${at}/run@${index}`] as const];
      return { name: `c${at}@go1.${index}.0`, case: `c${at}`, on, steps, workarounds: {} };
    }),
  );
  return { cells, instances: new Map() };
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

it('reads I/N', () => {
  expect(parseShard('2/3')).toEqual({ index: 2, of: 3 });
  for (const text of ['0/3', '4/3', '1', '1/0', 'a/b', '1/3 ', '-1/3']) expect(parseShard(text), text).toBeNull();
});
