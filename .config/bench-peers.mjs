// The same graph of steps given to emrift, Turborepo and ninja, side by side in one run: all of it for the first time,
// nothing changed, one file changed. And what emrift itself costs for each step that it executes.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emrift, median, NOTHING, root, settle } from './bench-tools.mjs';

/** So many chains of two steps: one writes a file from another, one reads it. */
const CHAINS = 100;
const RUNS = 5;
const TURBO = '2.11.11';
const numbers = Array.from({ length: CHAINS }, (_, at) => at + 1);

/** Writes the time of the processor that a Node process took by itself, without what it started, in ms, to the file that `OWN` names. */
const TELL_CPU =
  'data:text/javascript,' +
  encodeURIComponent(
    "import{writeFileSync}from'node:fs';if(process.env.OWN)process.on('exit',()=>{const{user,system}=process.cpuUsage();writeFileSync(process.env.OWN,String((user+system)/1000))})",
  );

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
  const [command, ...args] = emrift('run', '--matrix', join(root, 'matrix.yaml'), '--fail-on', 'none', ...where);
  return { name: 'emrift', command, args, change: join(folder, 'cases/chain/c1/input.txt') };
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
  const args = ['run', 'build', 'check', '--output-logs=none', '--no-daemon'];
  return { name: 'turbo', command, args, change: join(folder, 'p/c1/input.txt'), cwd: folder };
}

function layNinja(folder) {
  const edges = numbers.map((at) => `build o${at}: run i${at}\nbuild k${at}: run o${at}\n`);
  write(join(folder, 'build.ninja'), `rule run\n  command = cat $in > $out\n${edges.join('')}`);
  for (const at of numbers) write(join(folder, `i${at}`), `input ${at}\n`);
  return { name: 'ninja', command: 'ninja', args: ['--quiet'], change: join(folder, 'i1'), cwd: folder };
}

/** Runs once; gives its time in ms. Throws where it fails. */
function once({ name, command, args, cwd = root }, env = {}) {
  const started = performance.now();
  const done = spawnSync(command, args, {
    cwd,
    stdio: 'ignore',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', ...env },
  });
  const ms = performance.now() - started;
  if (done.error || done.status !== 0) throw done.error ?? new Error(`${name} ended with ${done.status}`);
  return ms;
}

/** Prints the figures of all three. */
export async function measurePeers(folder) {
  const tools = [layEmrift(join(folder, 'emrift')), layTurbo(join(folder, 'turbo')), layNinja(join(folder, 'ninja'))];
  const own = join(folder, 'own.txt');
  const ownCost = () => {
    once(tools[0], { OWN: own, NODE_OPTIONS: `--import=${TELL_CPU}` });
    return Number(readFileSync(own, 'utf8'));
  };
  // Node 20 is installed, and each input new, so that nothing is remembered of an earlier measurement.
  const stamp = `${process.pid}-${Date.now()}`;
  for (const at of numbers) write(join(folder, `emrift/cases/chain/c${at}/input.txt`), `${stamp} ${at}\n`);
  const first = ownCost();
  const times = { 'nothing changed': [], 'one file changed': [] };
  const still = [];
  for (const tool of tools.slice(1)) once(tool);
  for (let run = 0; run <= RUNS; run++) {
    still.push(ownCost());
    await settle();
    once(tools[0]);
    const unchanged = tools.map((tool) => once(tool));
    for (const { change } of tools) writeFileSync(change, `${stamp} changed ${run}\n`);
    const changed = tools.map((tool) => once(tool));
    // The first round fills the caches of the disk.
    if (run === 0) continue;
    times['nothing changed'].push(unchanged);
    times['one file changed'].push(changed);
  }
  const nothing = median(
    Array.from({ length: RUNS }, () => once({ name: 'node', command: NOTHING[0], args: NOTHING.slice(1) })),
  );
  const perStep = (first - median(still.slice(1))) / (2 * CHAINS);
  console.log(
    `peers   emrift's own processor time for each of ${2 * CHAINS} executed steps: ${perStep.toFixed(1)} ms (goal 8); node -e 0 takes ${nothing.toFixed(0)} ms`,
  );
  for (const [what, rows] of Object.entries(times)) {
    const [ms, turbo, ninja] = tools.map((_, at) => median(rows.map((row) => row[at])));
    const ratio = (at) => median(rows.map((row) => row[0] / row[at])).toFixed(2);
    console.log(
      `        ${what}: emrift ${ms.toFixed(0)} ms, Turborepo ${turbo.toFixed(0)} ms (ratio ${ratio(1)}, goal 0.5), ninja ${ninja.toFixed(0)} ms (ratio ${ratio(2)}, goal 3)`,
    );
  }
}
