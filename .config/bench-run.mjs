// The program's start against Node's, runs in which nothing changed against their start, and a fresh run against what its
// steps cost.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { emrift, median, NOTHING, pair, root, settle, time } from './bench-tools.mjs';

/** A run that lacks a toolchain is one; it says what is undecided by 3. */
const DONE = { codes: [0, 3], env: { GITHUB_STEP_SUMMARY: '' } };

/** The start of the program beside that of Node. */
export function measureHelp() {
  const { a, b, ratio } = pair(emrift('--help'), NOTHING, 15);
  return { values: { emrift: a, node: b, 'to-node': ratio } };
}

/** A run of the default matrix in which nothing changed. */
export async function measureWarm(folder) {
  const out = join(folder, 'warm');
  const values = await measureUnchanged(['--out', out]);
  const read = median(values.read);
  return { values: { ...values, cell: values.run.map((ms) => (ms - read) / values.cells) } };
}

/**
 * A run of the nightly matrix in which nothing changed, without what only a network and executing cells twice take: under
 * another name, so that no source is asked, and without a sample. It is not remembered as a whole, as no nightly one is,
 * for annotations are asked for.
 */
export async function measureNightly(folder) {
  const own = join(folder, 'nightly');
  mkdirSync(own, { recursive: true });
  const matrix = load(readFileSync(join(root, 'matrix.yaml'), 'utf8'));
  const whole = { ...matrix.profiles.nightly, update: false, sample: 0 };
  writeFileSync(join(own, 'matrix.yaml'), dump({ ...matrix, profiles: { ...matrix.profiles, whole } }));
  copyFileSync(join(root, 'matrix.lock.yaml'), join(own, 'matrix.lock.yaml'));
  const values = await measureUnchanged([
    ...['--matrix', join(own, 'matrix.yaml'), '--profile', 'whole', '--locked'],
    ...['--out', join(own, 'out'), '--github'],
  ]);
  return { values };
}

/** Runs until nothing is left to do, then in turn with reading the cases. */
async function measureUnchanged(args) {
  const run = emrift('run', '--json', '--fail-on', 'none', ...args);
  const first = JSON.parse(time(run, DONE).stdout);
  await settle();
  time(run, DONE);
  const { a, b, ratio } = pair(run, emrift('cases', 'check'), 7, DONE);
  const again = JSON.parse(time(run, DONE).stdout);
  const executed = { 'executed-before': first.executedSteps, executed: again.executedSteps };
  return { cells: first.cells.length, ...executed, run: a, read: b, 'to-read': ratio };
}

/** Every step of the default matrix once more, beside the least time that they take on so many cores. */
export function measureFresh(folder) {
  const out = join(folder, 'fresh');
  const { stdout, ms } = time(emrift('run', '--json', '--fail-on', 'none', '--fresh', '--out', out), DONE);
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
  // A shell loop over all combinations would do every step of every cell and workaround.
  const naive = header.cells.reduce(
    (sum, cell) =>
      sum + cell.steps.length + Object.values(cell.workarounds).reduce((more, keys) => more + keys.length, 0),
    0,
  );
  return {
    values: {
      cells: cells.length,
      time: ms / 1000,
      cpu: cpu / 1000,
      cores,
      chain: chain / 1000,
      'to-ideal': ms / Math.max(cpu / cores, chain),
      executed: executed.length,
      naive,
      'executed-to-naive': executed.length / naive,
    },
  };
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
