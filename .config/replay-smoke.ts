// The program behind the measurement of smoke, as JSON: for each two neighbouring tested versions of Go and of Emscripten, of the
// cases that differ between them in the committed results, how many the plan of a smoke check has, and what that costs by
// the recorded costs. The plan knows no
// result of the newer version, as on the day that it appears; knowledge is what it is today, and decides the order alone.
import { join } from 'node:path';
import { type Replayed, replaySmoke, withCases } from '../src/breaks/smoke/replay.ts';
import { loadKnowledge } from '../src/catalogue/load-knowledge.ts';
import { readResults } from '../src/catalogue/results-file.ts';
import { costsIn } from '../src/engine/run/recorded-costs.ts';

const CORES = 2;
const BUDGET_MS = 180_000;

const reports = join(process.cwd(), 'reports');
const results = readResults(join(reports, 'results.json'));
if (!results) throw new Error('there are no results');
const options = {
  knowledge: loadKnowledge(join(process.cwd(), 'dist', 'knowledge.jsonl')),
  costOf: costsIn(reports).ofStep,
};

const secondsOf = (cpuMs: number) => cpuMs / 1000 / CORES;

const values: Record<string, number> = {};
const notes: string[] = [];

for (const nightly of [false, true]) {
  const own = withCases(results, nightly);
  for (const tool of ['emsdk', 'go'] as const) {
    for (const [bound, budgetMs] of [
      ['budget', BUDGET_MS * CORES],
      ['full', null],
    ] as const) {
      const pairs = replaySmoke(own, tool, { ...options, budgetMs });
      sumUp(`${nightly ? 'nightly' : 'default'}-${tool}-${bound}`, pairs);
      if (!nightly && budgetMs !== null) notes.push(...pairs.map(noteOf));
    }
  }
}

console.log(JSON.stringify({ values, notes }));

function sumUp(name: string, pairs: readonly Replayed[]): void {
  const sum = (pick: (pair: Replayed) => number) => pairs.reduce((total, pair) => total + pick(pair), 0);
  const [differing, seen] = [sum(({ differing: all }) => all.length), sum((pair) => pair.seen.length)];
  values[`${name}-differing`] = differing;
  if (differing > 0) values[`${name}-seen`] = (100 * seen) / differing;
  values[`${name}-cost`] = Math.max(0, ...pairs.map(({ costMs }) => secondsOf(costMs)));
}

/** What was chosen and missed between two versions. */
function noteOf({ versions, differing, seen, missed, cells, allCells, costMs, allCostMs }: Replayed): string {
  const share = `${seen.length} of ${differing.length}, ${cells} of ${allCells} cells`;
  const cost = `${secondsOf(costMs).toFixed(0)} of ${secondsOf(allCostMs).toFixed(0)} s`;
  const without = missed.length > 0 ? `; not ${missed.join(', ')}` : '';
  return `${versions.against} to ${versions.candidate}: ${share} in ${cost}${without}`;
}
