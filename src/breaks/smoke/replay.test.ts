import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Results } from '../../model/results.ts';
import type { Tool } from '../../model/tools.ts';
import { replaySmoke, withCases } from './replay.ts';

/** What lies in the repository: everything that was ever run. */
const REPORTS = join(import.meta.dirname, '..', '..', '..', 'reports');
const RESULTS = JSON.parse(readFileSync(join(REPORTS, 'results.json'), 'utf8')) as Results;
const TOOLS_TRIED: readonly Tool[] = ['go', 'emsdk'];
/** More than the average of any step: the plan has to do without a flattering history. */
const costOf = () => 400;
/** Three minutes on two cores. */
const BUDGET = 2 * 180_000;

const replay = (tool: Tool, budgetMs: number | null, nightly: boolean) =>
  replaySmoke(withCases(RESULTS, nightly), tool, { knowledge: [], costOf, budgetMs });
const recallOf = (tool: Tool, budgetMs: number | null, nightly: boolean) => {
  const pairs = replay(tool, budgetMs, nightly);
  const sum = (pick: (pair: (typeof pairs)[number]) => readonly string[]) =>
    pairs.reduce((total, pair) => total + pick(pair).length, 0);
  return { differing: sum(({ differing }) => differing), seen: sum(({ seen }) => seen) };
};

describe('a smoke check of every version that the committed results have', () => {
  it.each(TOOLS_TRIED)('sees each case of %s that differs where it has no budget, nightly ones too', (tool) => {
    for (const nightly of [false, true]) {
      const { differing, seen } = recallOf(tool, null, nightly);
      expect(differing).toBeGreaterThan(10);
      expect(seen).toBe(differing);
    }
  });

  it.each(TOOLS_TRIED)('sees nearly all cases of the default profile of %s in three minutes on two cores', (tool) => {
    const { differing, seen } = recallOf(tool, BUDGET, false);
    expect(seen / differing).toBeGreaterThanOrEqual(0.95);
  });

  it('sees less with less, names what it misses, and never spends more than it has', () => {
    const [little, all] = [replay('emsdk', 10_000, false), replay('emsdk', null, false)];
    for (const [at, { costMs, seen, missed, differing, cells }] of little.entries()) {
      expect(costMs).toBeLessThanOrEqual(10_000);
      expect([...seen, ...missed].sort()).toEqual(differing);
      expect(cells).toBeLessThan(all[at]!.cells);
    }
    expect(little.flatMap(({ missed }) => missed).length).toBeGreaterThan(0);
  });
});
