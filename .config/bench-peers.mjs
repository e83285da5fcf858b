// The same graph of steps given to emrift, Turborepo and ninja, side by side in one run: all of it for the first time,
// nothing changed, one file changed. And what emrift itself costs for each step that it executes.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emrift, median, NOTHING, root, settle, time } from './bench-tools.mjs';

/** So many chains of two steps: one writes a file from another, one reads it. */
const CHAINS = 100;
const RUNS = 5;
const TURBO = '2.11.11';
const numbers = Array.from({ length: CHAINS }, (_, at) => at + 1);

function write(path, text) {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
}

const CASE = `title: A chain of two steps passes
why: To see what a step costs beyond itself.
steps:
  build: {run: cat input.txt > out.txt, uses: [], outputs: [out.txt]}
  check: {needs: [build], run: cat out.txt, uses: [node]}
`;

function layEmrift(folder) {
  for (const at of numbers) {
    write(join(folder, `cases/chain/c${at}/case.yaml`), CASE);
    write(join(folder, `cases/chain/c${at}/input.txt`), `input ${at}\n`);
  }
  const where = ['--cases', join(folder, 'cases'), '--out', join(folder, 'out'), '--host', 'node=20', '--json'];
  const argv = emrift('run', '--matrix', join(root, 'matrix.yaml'), '--fail-on', 'none', ...where);
  return { argv, change: join(folder, 'cases/chain/c1/input.txt') };
}

function layTurbo(folder) {
  write(
    join(folder, 'package.json'),
    '{"name":"chains","private":true,"packageManager":"npm@11.0.0","workspaces":["p/*"]}',
  );
  const build = { inputs: ['input.txt'], outputs: ['out.txt'] };
  write(
    join(folder, 'turbo.json'),
    JSON.stringify({ tasks: { build, check: { dependsOn: ['build'], inputs: ['input.txt'] } } }),
  );
  write(join(folder, '.gitignore'), 'node_modules\n.turbo\nout.txt\n');
  for (const at of numbers) {
    const scripts = { build: 'cat input.txt > out.txt', check: 'cat out.txt' };
    write(join(folder, `p/c${at}/package.json`), JSON.stringify({ name: `c${at}`, version: '1.0.0', scripts }));
    write(join(folder, `p/c${at}/input.txt`), `input ${at}\n`);
  }
  execFileSync(
    'npm',
    ['install', '--save-dev', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', `turbo@${TURBO}`],
    {
      cwd: folder,
      stdio: 'ignore',
    },
  );
  execFileSync('git', ['init', '-q', '.'], { cwd: folder });
  // The program itself: the script that finds it takes a start of Node more.
  const command = join(folder, `node_modules/@turbo/linux-64/bin/turbo`);
  const argv = [command, 'run', 'build', 'check', '--output-logs=none', '--no-daemon'];
  return { argv, change: join(folder, 'p/c1/input.txt'), cwd: folder };
}

function layNinja(folder) {
  const edges = numbers.map((at) => `build o${at}: run i${at}\nbuild k${at}: run o${at}\n`);
  write(join(folder, 'build.ninja'), `rule run\n  command = cat $in > $out\n${edges.join('')}`);
  for (const at of numbers) write(join(folder, `i${at}`), `input ${at}\n`);
  return { argv: ['ninja', '--quiet'], change: join(folder, 'i1'), cwd: folder };
}

/** Runs a tool once; nobody reads what it says. */
const once = ({ argv, cwd }, options = {}) =>
  time(argv, { cwd, env: { TURBO_TELEMETRY_DISABLED: '1' }, stdout: 'ignore', ...options });

/** All three in turn. */
export async function measurePeers(folder) {
  const tools = [layEmrift(join(folder, 'emrift')), layTurbo(join(folder, 'turbo')), layNinja(join(folder, 'ninja'))];
  const ownCost = () => once(tools[0], { tell: join(folder, 'tell') }).cpuMs;
  // Node 20 is installed, and each input new, so that nothing is remembered of an earlier measurement.
  const stamp = `${process.pid}-${Date.now()}`;
  for (const at of numbers) write(join(folder, `emrift/cases/chain/c${at}/input.txt`), `${stamp} ${at}\n`);
  const first = ownCost();
  const rounds = { nothing: [], one: [] };
  const still = [];
  for (const tool of tools.slice(1)) once(tool);
  for (let run = 0; run <= RUNS; run++) {
    const rest = ownCost();
    await settle();
    once(tools[0]);
    const unchanged = tools.map((tool) => once(tool).ms);
    for (const { change } of tools) writeFileSync(change, `${stamp} changed ${run}\n`);
    const changed = tools.map((tool) => once(tool).ms);
    // The first round fills the caches of the disk.
    if (run === 0) continue;
    still.push(rest);
    rounds.nothing.push(unchanged);
    rounds.one.push(changed);
  }
  const values = {
    steps: 2 * CHAINS,
    step: (first - median(still)) / (2 * CHAINS),
    node: Array.from({ length: RUNS }, () => time(NOTHING).ms),
  };
  for (const [what, rows] of Object.entries(rounds)) {
    values[`${what}-emrift`] = rows.map(([ours]) => ours);
    values[`${what}-turborepo`] = rows.map(([, turbo]) => turbo);
    values[`${what}-ninja`] = rows.map(([, , ninja]) => ninja);
    values[`${what}-to-turborepo`] = rows.map(([ours, turbo]) => ours / turbo);
    values[`${what}-to-ninja`] = rows.map(([ours, , ninja]) => ours / ninja);
  }
  return { values };
}
