// Speed as ratios, each measured side by side in one run: the program's start against Node's, a warm run against its
// start, a fresh run against what its steps cost, a log against grep, symbols and modules against LLVM's and wabt's tools,
// a traced guest against one that is not, a project's files against grep, the page in a browser, a graph of steps against
// Turborepo and ninja. And what a smoke check would have seen of all that the results have. Asserts nothing.
//   npm run bench -- [MEASURE…] [--json FILE]
// measures what is named, or all but `nightly`, which executes the nightly matrix where the store does not have it. The fresh
// run executes every step of the default matrix again. Figures are printed, and kept in FILE with the machine, the commit and
// the date; bench-compare.mjs compares such files. Exit code 1 where a measure could not be carried out.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureExplain } from './bench-explain.mjs';
import { measureInspect } from './bench-inspect.mjs';
import { measurePage } from './bench-page.mjs';
import { measurePeers } from './bench-peers.mjs';
import { measureRemote } from './bench-remote.mjs';
import { measureFresh, measureHelp, measureNightly, measureWarm } from './bench-run.mjs';
import { measureScale } from './bench-scale.mjs';
import { measureSmoke } from './bench-smoke.mjs';
import { loadReport, refuse, root } from './bench-tools.mjs';
import { measureTrace } from './bench-trace.mjs';
import { measureUpgrade } from './bench-upgrade.mjs';

/** Each takes a folder for its files, and gives values by the names of bench-figures.ts, and what it says beside them. */
const MEASURES = {
  help: measureHelp,
  inspect: measureInspect,
  warm: measureWarm,
  nightly: measureNightly,
  explain: measureExplain,
  scale: measureScale,
  remote: measureRemote,
  trace: measureTrace,
  smoke: measureSmoke,
  upgrade: measureUpgrade,
  page: measurePage,
  peers: measurePeers,
  fresh: measureFresh,
};

const { positionals: wanted, values: options } = readArguments();
const unknown = wanted.filter((name) => !Object.hasOwn(MEASURES, name));
if (unknown.length > 0) refuse(`no measure ${unknown.join(', ')}; there are ${Object.keys(MEASURES).join(', ')}`);
const folder = mkdtempSync(join(tmpdir(), 'emrift-bench-'));
try {
  const { makeFigures, printMeasure, printDocument } = await loadReport(folder);
  const content = { ...describePlace(), choice: [], figures: [], notes: [] };
  for (const [name, carryOut] of Object.entries(MEASURES)) {
    if (wanted.length === 0 ? name === 'nightly' : !wanted.includes(name)) continue;
    const { values, notes = [] } = await attempt(carryOut);
    const figures = makeFigures(name, values);
    console.log(printMeasure(name, figures, notes));
    content.choice.push(name);
    content.figures.push(...figures);
    content.notes.push(...notes.map((text) => ({ measure: name, text })));
    // What was measured is kept, whatever comes of the others.
    if (options.json) writeFileSync(options.json, printDocument(content));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function readArguments() {
  try {
    return parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } });
  } catch (error) {
    return refuse(error.message);
  }
}

/** What a measure gives; one that cannot be carried out says why, and the others go on. */
async function attempt(carryOut) {
  try {
    return await carryOut(folder);
  } catch (error) {
    process.exitCode = 1;
    const [why] = String(error.message).trim().split('\n');
    return { values: {}, notes: [`not measured: ${why}`] };
  }
}

function describePlace() {
  const git = (...args) => {
    try {
      return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    } catch {
      return null;
    }
  };
  return {
    date: new Date().toISOString(),
    commit: git('rev-parse', 'HEAD'),
    dirty: Boolean(git('status', '--porcelain')),
    machine: {
      cpu: cpus()[0]?.model.trim() ?? '',
      cores: availableParallelism(),
      memory: totalmem(),
      node: process.versions.node,
      kernel: release(),
    },
  };
}
