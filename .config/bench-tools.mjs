// What the measurements share: whole processes, timed side by side.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const program = join(root, 'dist', 'cli.js');

/**
 * Writes the most memory that a process had, in bytes, to the file that `PEAK` names. `ru_maxrss` would also count what
 * the process had that started it, before its own program was loaded; the kernel's high water mark does not (proc(5)).
 */
const TELL_PEAK =
  'data:text/javascript,' +
  encodeURIComponent(
    "import{readFileSync,writeFileSync}from'node:fs';if(process.env.PEAK)process.on('exit',()=>writeFileSync(process.env.PEAK,String(1024*/VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status','utf8'))[1])))",
  );

/** Runs a command; `peak` names a file for a Node process's memory. Throws where it cannot be started. */
export function time(argv, { peak, stdin = 'ignore', stdout = 'pipe' } = {}) {
  const started = performance.now();
  const done = spawnSync(argv[0], argv.slice(1), {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: [stdin, stdout, 'ignore'],
    ...(peak ? { env: { ...process.env, PEAK: peak, NODE_OPTIONS: `--import=${TELL_PEAK}` } } : {}),
  });
  if (done.error) throw done.error;
  const ms = performance.now() - started;
  return {
    ms,
    stdout: done.stdout,
    status: done.status,
    ...(peak ? { peak: Number(readFileSync(peak, 'utf8')) } : {}),
  };
}

/** The middle one of an odd number of values. */
export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Runs two commands in turn and gives the medians of both and of their ratio. */
export function pair(first, second, runs) {
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
