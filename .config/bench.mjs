// Speed as ratios, each measured side by side in one run: the program's start against Node's, a warm run against its
// start, a fresh run against what its steps cost. Prints figures, asserts nothing. `npm run bench -- help warm fresh`
// chooses; without a choice all are measured. The fresh run executes every step of the default matrix again.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = join(root, 'dist', 'cli.js');
const out = mkdtempSync(join(tmpdir(), 'emrift-bench-'));

function time(args) {
  const started = performance.now();
  const { stdout, status } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return { ms: performance.now() - started, stdout, status };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Runs two commands in turn and gives the medians of both and of their ratio. */
function pair(first, second, runs) {
  const times = [];
  for (let run = 0; run <= runs; run++) {
    const a = time(first).ms;
    const b = time(second).ms;
    // The first pair fills the caches of the disk.
    if (run > 0) times.push([a, b]);
  }
  return {
    a: median(times.map(([a]) => a)),
    b: median(times.map(([, b]) => b)),
    ratio: median(times.map(([a, b]) => a / b)),
  };
}

function measureHelp() {
  const { a, b, ratio } = pair([program, '--help'], ['-e', '0'], 15);
  console.log(
    `help    emrift --help ${a.toFixed(0)} ms, node -e 0 ${b.toFixed(0)} ms: ratio ${ratio.toFixed(2)} (goal 2.2)`,
  );
}

function measureWarm() {
  const run = [program, 'run', '--json', '--out', out];
  const first = time(run);
  const { cells, executedSteps } = JSON.parse(first.stdout);
  const start = [program, 'cases', 'check'];
  const { a, b, ratio } = pair(run, start, 7);
  const again = JSON.parse(time(run).stdout);
  console.log(
    `warm    nothing changed, ${cells.length} cells: ${a.toFixed(0)} ms (goal 1000), executed ${again.executedSteps} steps (before: ${executedSteps})`,
  );
  console.log(
    `        beyond reading the cases (${b.toFixed(0)} ms, ratio ${ratio.toFixed(2)}): ${((a - b) / cells.length).toFixed(2)} ms per cell (goal 0.5)`,
  );
}

function measureFresh() {
  const { stdout, ms } = time([program, 'run', '--json', '--fresh', '--out', out]);
  const { journal, cells } = JSON.parse(stdout);
  const events = readFileSync(journal, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const header = events.find((event) => event.kind === 'header');
  const steps = new Map(events.filter((event) => event.kind === 'step').map((event) => [event.key, event]));
  const executed = [...steps.values()].filter((event) => event.executed);
  const cpu = executed.reduce((sum, event) => sum + event.cpuMs, 0);
  const chain = longestChain(header, steps);
  const cores = availableParallelism();
  const ideal = Math.max(cpu / cores, chain);
  console.log(
    `fresh   ${cells.length} cells in ${(ms / 1000).toFixed(1)} s; CPU of the steps ${(cpu / 1000).toFixed(1)} s on ${cores} cores, longest chain ${(chain / 1000).toFixed(1)} s: ratio to the ideal ${(ms / ideal).toFixed(2)} (goal 1.15)`,
  );
  // A shell loop over all combinations would do every step of every cell and workaround.
  const naive = header.cells.reduce(
    (sum, cell) =>
      sum + cell.steps.length + Object.values(cell.workarounds).reduce((more, keys) => more + keys.length, 0),
    0,
  );
  console.log(
    `work    ${executed.length} steps executed, a loop over all combinations executes ${naive}: ${(naive / executed.length).toFixed(1)} times as many`,
  );
}

/** The most time that steps which need each other took one after the other, in any cell. */
function longestChain(header, steps) {
  let longest = 0;
  for (const cell of header.cells) {
    const wall = cell.steps.reduce((sum, [, key]) => sum + (steps.get(key)?.wallMs ?? 0), 0);
    longest = Math.max(longest, wall);
  }
  return longest;
}

const wanted = process.argv.slice(2);
const measures = { help: measureHelp, warm: measureWarm, fresh: measureFresh };
try {
  for (const [name, measure] of Object.entries(measures)) if (wanted.length === 0 || wanted.includes(name)) measure();
} finally {
  rmSync(out, { recursive: true, force: true });
}
