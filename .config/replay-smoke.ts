// The program behind the measurement of smoke: for each two neighbouring tested versions of Go and of Emscripten, of the
// cases that differ between them in the committed results, how many the plan of a smoke check has, and what that costs by
// the recorded costs. The plan knows no
// result of the newer version, as on the day that it appears; knowledge is what it is today, and decides the order alone.
import { join } from 'node:path';
import { type Replayed, replaySmoke, withCases } from '../src/breaks/smoke/replay.ts';
import { loadKnowledge } from '../src/catalogue/load-knowledge.ts';
import { readResults } from '../src/catalogue/results-file.ts';
import { costsIn } from '../src/engine/run/known-costs.ts';

const CORES = 2;
const BUDGET_MS = 180_000;

const reports = join(process.cwd(), 'reports');
const results = readResults(join(reports, 'results.json'));
if (!results) throw new Error('there are no results');
const options = {
  knowledge: loadKnowledge(join(process.cwd(), 'dist', 'knowledge.jsonl')),
  costOf: costsIn(reports).ofStep,
};

const seconds = (cpuMs: number) => `${(cpuMs / 1000 / CORES).toFixed(0)} s`;

for (const nightly of [false, true]) {
  const own = withCases(results, nightly);
  for (const tool of ['emsdk', 'go'] as const) {
    for (const [words, budgetMs] of [
      ['3 min on two cores', BUDGET_MS * CORES],
      ['--full', null],
    ] as const) {
      const pairs = replaySmoke(own, tool, { ...options, budgetMs });
      // Of the nightly profile in so little time nothing is asked.
      const goal = budgetMs === null ? 100 : nightly ? null : 95;
      print(`${nightly ? 'nightly' : 'default'} profile, ${tool}, ${words}`, pairs, goal);
    }
  }
}

/** A line for all pairs, with the recall in percent that it should have, and one for each where it is not to be complete. */
function print(title: string, pairs: readonly Replayed[], goal: number | null): void {
  const sum = (pick: (pair: Replayed) => number) => pairs.reduce((total, pair) => total + pick(pair), 0);
  const [differing, seen] = [sum(({ differing: all }) => all.length), sum((pair) => pair.seen.length)];
  const recall =
    differing === 0 ? '' : ` (${((100 * seen) / differing).toFixed(1)} %${goal === null ? '' : `, goal ${goal}`})`;
  const dearest = Math.max(...pairs.map(({ costMs }) => costMs));
  console.log(`smoke   ${title}: sees ${seen} of ${differing} cases that differ${recall}, at most ${seconds(dearest)}`);
  if (goal !== 95) return;
  for (const { versions, differing: all, seen: found, missed, cells, allCells, costMs, allCostMs } of pairs) {
    const without = missed.length > 0 ? `; not ${missed.join(', ')}` : '';
    console.log(
      `        ${versions.against} to ${versions.candidate}: ${found.length} of ${all.length}, ${cells} of ${allCells} cells in ${seconds(costMs)} of ${seconds(allCostMs)}${without}`,
    );
  }
}
