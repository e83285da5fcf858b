// Speed as ratios, each measured side by side in one run: the program's start against Node's, a warm run against its
// start, a fresh run against what its steps cost, a log against grep, symbols and modules against LLVM's and wabt's tools,
// a traced guest against one that is not, a project's files against grep, the page in a browser,
// a graph of steps against Turborepo and ninja. And what a smoke check would
// have seen of all that the results have. Prints figures, asserts nothing.
// `npm run bench -- help warm explain inspect scale remote trace smoke upgrade page peers`
// chooses; without a choice all are
// measured. The fresh run executes every step of the default matrix again.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureExplain } from './bench-explain.mjs';
import { measureInspect } from './bench-inspect.mjs';
import { measurePage } from './bench-page.mjs';
import { measurePeers } from './bench-peers.mjs';
import { measureRemote } from './bench-remote.mjs';
import { measureScale } from './bench-scale.mjs';
import { measureSmoke } from './bench-smoke.mjs';
import { emrift, NOTHING, pair, settle, time } from './bench-tools.mjs';
import { measureTrace } from './bench-trace.mjs';
import { measureUpgrade } from './bench-upgrade.mjs';

const out = mkdtempSync(join(tmpdir(), 'emrift-bench-'));

function measureHelp() {
  const { a, b, ratio } = pair(emrift('--help'), NOTHING, 15);
  console.log(
    `help    emrift --help ${a.toFixed(0)} ms, node -e 0 ${b.toFixed(0)} ms: ratio ${ratio.toFixed(2)} (goal 2.2)`,
  );
}

async function measureWarm() {
  const run = emrift('run', '--json', '--out', out);
  const first = time(run);
  const { cells, executedSteps } = JSON.parse(first.stdout);
  await settle();
  time(run);
  const start = emrift('cases', 'check');
  const { a, b, ratio } = pair(run, start, 7);
  const again = JSON.parse(time(run).stdout);
  console.log(
    `warm    nothing changed, ${cells.length} cells: ${a.toFixed(0)} ms (goal 300), executed ${again.executedSteps} steps (before: ${executedSteps})`,
  );
  console.log(
    `        beyond reading the cases (${b.toFixed(0)} ms, ratio ${ratio.toFixed(2)}): ${((a - b) / cells.length).toFixed(2)} ms per cell (goal 0.5)`,
  );
}

function measureFresh() {
  const { stdout, ms } = time(emrift('run', '--json', '--fresh', '--out', out));
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
const measures = {
  help: measureHelp,
  inspect: () => measureInspect(out),
  warm: measureWarm,
  explain: () => measureExplain(out),
  scale: () => measureScale(out),
  remote: () => measureRemote(out),
  trace: () => measureTrace(out),
  smoke: () => measureSmoke(out),
  upgrade: () => measureUpgrade(out),
  page: () => measurePage(out),
  peers: () => measurePeers(out),
  fresh: measureFresh,
};
try {
  for (const [name, measure] of Object.entries(measures))
    if (wanted.length === 0 || wanted.includes(name)) await measure();
} finally {
  rmSync(out, { recursive: true, force: true });
}
