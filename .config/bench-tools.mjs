// What the measurements share: whole processes, timed side by side.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const { EMRIFT_STORE, XDG_CACHE_HOME } = process.env;

export const root = fileURLToPath(new URL('..', import.meta.url));
export const program = join(root, 'dist', 'cli.js');

/** The store of the machine, with its toolchains. */
export const store = EMRIFT_STORE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'emrift');

/**
 * Writes what a Node process took by itself, without what it started, to the file that `TELL` names: the time of the
 * processor in ms, and the most memory in bytes. `ru_maxrss` would also count what the process had that started it, before
 * its own program was loaded; the kernel's high water mark does not (proc(5)).
 */
const TELL =
  'data:text/javascript,' +
  encodeURIComponent(
    "import{readFileSync,writeFileSync}from'node:fs';if(process.env.TELL)process.on('exit',()=>{const{user,system}=process.cpuUsage();const peak=1024*/VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status','utf8'))[1];writeFileSync(process.env.TELL,JSON.stringify({cpuMs:(user+system)/1000,peak}))})",
  );

/**
 * Runs a command; `tell` names a file for what a Node process takes by itself: `cpuMs` and `peak`. Throws where it cannot
 * be started, and where it ends with a code that is none of `codes`; null for any.
 */
export function time(argv, { tell, cwd = root, env = {}, stdout: out = 'pipe', codes = [0] } = {}) {
  const [command, ...args] = argv;
  const started = performance.now();
  const done = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', out, 'ignore'],
    env: { ...process.env, ...(tell ? { TELL: tell, NODE_OPTIONS: `--import=${TELL}` } : {}), ...env },
  });
  const ms = performance.now() - started;
  if (done.error) throw done.error;
  const { stdout, status } = done;
  if (codes && !codes.includes(status)) {
    throw new Error(`${argv.slice(0, 6).join(' ').slice(0, 200)} ended with ${status ?? done.signal}`);
  }
  return { ms, stdout, status, ...(tell ? JSON.parse(readFileSync(tell, 'utf8')) : {}) };
}

/** The middle one of an odd number of values. */
export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** The greatest of several values as the one that counts. */
export const most = (samples) => ({ value: Math.max(...samples), samples });

/** Runs two commands in turn; gives the times in ms of both and their ratios, one for each run. Options as of `time`. */
export function pair(first, second, runs, options) {
  const times = { a: [], b: [], ratio: [] };
  for (let run = 0; run <= runs; run++) {
    const a = time(first, options).ms;
    const b = time(second, options).ms;
    // The first pair fills the caches of the disk.
    if (run === 0) continue;
    times.a.push(a);
    times.b.push(b);
    times.ratio.push(a / b);
  }
  return times;
}

/** emrift relies on no file that changed within the last two seconds; a run after that is remembered. */
export const settle = () => new Promise((done) => setTimeout(done, 2_100));

/** emrift's command line. */
export const emrift = (...args) => [process.execPath, program, ...args];

/** Node that does nothing: the least that any of its programs takes. */
export const NOTHING = [process.execPath, '-e', '0'];

/** Bundles a program of this folder, such as `scale.ts`, into a folder; gives the file to run. */
export async function bundle(name, folder) {
  const outfile = join(folder, `${name}.mjs`);
  await build({
    entryPoints: [join(root, '.config', `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    logLevel: 'error',
  });
  return outfile;
}

/** What is done with figures; its bundle goes into a folder. */
export async function loadReport(folder) {
  return import(pathToFileURL(await bundle('bench-report', folder)).href);
}

/** Ends with a line for wrong input. */
export function refuse(line) {
  console.error(`bench: ${line}`);
  process.exit(2);
}

/** Runs a bundled program, and gives the JSON that it prints. Throws with what it says where it prints none. */
export function answerOf(file, ...args) {
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 };
  const done = spawnSync(process.execPath, [file, ...args], options);
  if (done.error) throw done.error;
  if (done.stdout === '') throw new Error(done.stderr);
  return JSON.parse(done.stdout);
}
