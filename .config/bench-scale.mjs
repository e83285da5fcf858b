// A nightly matrix as it may become: a hundred thousand cells planned, made into results, compared and rendered in one
// process, twice as many, and ten times.
import { answerOf, bundle, median } from './bench-tools.mjs';

const RUNS = 3;

/** Bundles the program that does the work, and runs it for so many versions of Go. */
export async function measureScale(folder) {
  const program = await bundle('scale', folder);
  const measure = (gos, count = RUNS) => {
    const runs = Array.from({ length: count }, () => answerOf(program, String(gos)));
    const of = (pick) => runs.map(pick);
    return { ...runs[0], of, times: of(({ ms }) => ms / 1000), peaks: of(({ peak }) => peak / 1e6) };
  };
  const one = measure(25);
  const two = measure(50);
  const ten = measure(250, 1);
  const parts = Object.keys(one.parts).map((name) => [name, one.of(({ parts }) => parts[name] / 1000)]);
  return {
    values: {
      cells: one.cells,
      breaks: one.breaks,
      pages: one.pages,
      time: one.times,
      ...Object.fromEntries(parts),
      peak: one.peaks,
      'double-cells': two.cells,
      'double-time': two.times,
      'double-to-one': two.times.map((seconds, at) => seconds / one.times[at]),
      'double-peak': two.peaks,
      'tenfold-cells': ten.cells,
      'tenfold-time': ten.times,
      'tenfold-to-one': ten.times.map((seconds) => seconds / median(one.times)),
      'tenfold-peak': ten.peaks,
    },
  };
}
