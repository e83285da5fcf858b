import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundaryOf, mostProbes, nextProbe, probesAfter, type Side } from './search.ts';

/** Searches as the command does; gives what it came to and what was tried. */
function search(sides: readonly Side[]) {
  const count = sides.length;
  const known = new Map<number, Side>([
    [0, sides[0]!],
    [count - 1, sides[count - 1]!],
  ]);
  const tried = [0, count - 1];
  for (let at = nextProbe(count, known); at !== null; at = nextProbe(count, known)) {
    expect(known.has(at)).toBe(false);
    known.set(at, sides[at]!);
    tried.push(at);
  }
  return { ...boundaryOf(count, known), tried };
}

const step = (count: number, change: number): Side[] =>
  Array.from({ length: count }, (_, at) => (at < change ? 'older' : 'newer'));

describe('a search for the version that changed something', () => {
  it('finds it exactly, wherever it lies, in as few tries as promised', () => {
    for (let count = 2; count <= 70; count++) {
      for (let change = 1; change < count; change++) {
        const found = search(step(count, change));
        expect([found.last, found.first, found.inconclusive], `${change} of ${count}`).toEqual([
          change - 1,
          change,
          [],
        ]);
        expect(found.tried.length, `${change} of ${count}`).toBeLessThanOrEqual(mostProbes(count));
      }
    }
  });

  it('with versions that decide nothing never claims more than what lies next to them', () => {
    const sides = fc.integer({ min: 2, max: 40 }).chain((count) =>
      fc.record({
        count: fc.constant(count),
        change: fc.integer({ min: 1, max: count - 1 }),
        holes: fc.uniqueArray(fc.integer({ min: 1, max: Math.max(count - 2, 1) })),
      }),
    );
    fc.assert(
      fc.property(sides, ({ count, change, holes }) => {
        const truth = step(count, change);
        const sides = truth.map((side, at) => (at > 0 && at < count - 1 && holes.includes(at) ? 'unknown' : side));
        const { last, first, inconclusive } = search(sides);
        expect(sides[last]).toBe('older');
        expect(sides[first]).toBe('newer');
        expect(last).toBeLessThan(change);
        expect(first).toBeGreaterThanOrEqual(change);
        expect(inconclusive).toEqual(Array.from({ length: first - last - 1 }, (_, at) => last + 1 + at));
        expect(inconclusive.every((at) => sides[at] === 'unknown')).toBe(true);
      }),
      { seed: 11, numRuns: 400 },
    );
  });

  it('of sides that go to and fro finds one change, between two versions that were tried', () => {
    const any = fc.array(fc.constantFrom<Side>('older', 'newer', 'unknown'), { maxLength: 30 });
    fc.assert(
      fc.property(any, (between) => {
        const sides: Side[] = ['older', ...between, 'newer'];
        const { last, first, tried } = search(sides);
        expect([sides[last], sides[first]]).toEqual(['older', 'newer']);
        expect(tried).toEqual(expect.arrayContaining([last, first]));
        expect(sides.slice(last + 1, first).every((side) => side === 'unknown')).toBe(true);
      }),
      { seed: 12, numRuns: 400 },
    );
  });

  it('promises as many tries as halving takes', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 9, 10, 17].map(mostProbes)).toEqual([0, 1, 2, 3, 4, 4, 5, 5, 6, 6]);
  });

  it('tries what lies nearest to the middle, the older of two', () => {
    const ends = (count: number): [number, Side][] => [
      [0, 'older'],
      [count - 1, 'newer'],
    ];
    expect(nextProbe(4, new Map(ends(4)))).toBe(1);
    expect(nextProbe(6, new Map([...ends(6), [2, 'unknown']]))).toBe(3);
    expect(nextProbe(7, new Map([...ends(7), [3, 'unknown']]))).toBe(2);
    expect(nextProbe(3, new Map([...ends(3), [1, 'unknown']]))).toBeNull();
  });

  it('foretells what may be tried next', () => {
    const known = new Map<number, Side>([
      [0, 'older'],
      [8, 'newer'],
    ]);
    expect(nextProbe(9, known)).toBe(4);
    expect(probesAfter(9, known, 4)).toEqual([6, 2]);
    const narrow = new Map<number, Side>([...known, [2, 'older'], [4, 'newer']]);
    expect(probesAfter(9, narrow, 3)).toEqual([]);
  });
});
