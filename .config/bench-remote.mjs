// Remote execution by itself: a million synthetic actions through the executor, against servers in one process that do wrong what
// servers do wrong; and how many actions a matrix of all versions would have, counted on the cases as they are.
import { spawnSync } from 'node:child_process';
import { bundle, root } from './bench-tools.mjs';

const ACTIONS = 1_000_000;

/** Prints what both say. */
export async function measureRemote(folder) {
  const simulation = await bundle('remote-sim', folder);
  const done = spawnSync(process.execPath, [simulation, String(ACTIONS), root], { encoding: 'utf8' });
  if (done.stdout === '') throw new Error(done.stderr);
  const { ms, peak, once, wrong, undecided, executions, faults } = JSON.parse(done.stdout);
  const met = Object.entries(faults).map(([name, count]) => `${count} ${name}`);
  console.log(
    `remote  ${once} of ${ACTIONS} actions came back once, ${wrong} wrong, ${undecided} undecided, in ${(ms / 1000).toFixed(1)} s (goal 60), peak ${(peak / 1e6).toFixed(0)} MB; ${executions} executions; faults: ${met.join(', ')}`,
  );
  const counting = await bundle('remote-count', folder);
  const counted = spawnSync(process.execPath, [counting, root], { encoding: 'utf8' });
  if (counted.status !== 0) throw new Error(counted.stderr);
  console.log(counted.stdout.trimEnd());
}
