// A nightly matrix as it may become: a hundred thousand cells planned, made into results, compared and rendered in one
// process, and twice as many.
import { spawnSync } from 'node:child_process';
import { bundle, median } from './bench-tools.mjs';

const RUNS = 3;

/** Bundles the program that does the work, and runs it for so many versions of Go. */
export async function measureScale(folder) {
  const outfile = await bundle('scale', folder);
  const measure = (gos) => {
    const runs = Array.from({ length: RUNS }, () => {
      const done = spawnSync(process.execPath, [outfile, String(gos)], { encoding: 'utf8', maxBuffer: 1 << 26 });
      if (done.status !== 0) throw new Error(done.stderr);
      return JSON.parse(done.stdout);
    });
    return { ...runs[0], ms: median(runs.map(({ ms }) => ms)), peak: median(runs.map(({ peak }) => peak)) };
  };
  const one = measure(25);
  const two = measure(50);
  const parts = Object.entries(one.parts)
    .map(([name, ms]) => `${name} ${(ms / 1000).toFixed(2)} s`)
    .join(', ');
  console.log(
    `scale   ${one.cells} cells, ${one.breaks} breaks, ${one.pages} pages: ${(one.ms / 1000).toFixed(2)} s (goal 5): ${parts}; peak ${(one.peak / 1e6).toFixed(0)} MB (goal 500)`,
  );
  console.log(
    `        ${two.cells} cells: ${(two.ms / 1000).toFixed(2)} s, ${(two.ms / one.ms).toFixed(2)} times as long (goal 2.2), peak ${(two.peak / 1e6).toFixed(0)} MB`,
  );
}
