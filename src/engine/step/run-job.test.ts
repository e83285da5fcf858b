import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Action, ActionResult, Executor, Limits } from '../../model/action.ts';
import { readEndpoint } from '../../remote/client/endpoint.ts';
import { findBuildbox, startCasd } from '../../remote/servers.fixture.ts';
import { startStandIn } from '../../remote/stand-in.fixture.ts';
import { loadTransport } from '../../remote/transport/load.ts';
import { bubblewrapEntry } from '../../run/executor/entry.ts';
import { createLocalExecutor } from '../../run/executor/local.ts';
import { createRemoteExecutor } from '../../run/remote/remote-executor.ts';
import { addWorker } from '../../run/remote/worker.fixture.ts';
import { type Blobs, openBlobs } from '../../run/storage/blobs.ts';
import { openIsolation } from '../../system/sandbox/isolation.ts';
import { runProcess } from '../../system/sandbox/run.ts';
import { describeStore } from '../worker/describe-store.ts';

/** The built program, as it is sent to workers; `npm test` builds it first. */
const PROGRAM = fileURLToPath(new URL('../../../dist/emrift-step.js', import.meta.url));
const LIMITS: Limits = { wall: 60_000, silence: 30_000, output: 1 << 20, memory: 1 << 30 };
const folder = mkdtempSync(join(tmpdir(), 'emrift-step-'));
const close: (() => unknown)[] = [];
const signal = new AbortController().signal;
let blobs: Blobs;
let here: Executor;

beforeAll(async () => {
  blobs = openBlobs(folder);
  const state = await openIsolation();
  if (state.kind === 'refused') throw new Error(state.reason);
  close.push(state.isolation.close);
  const entry = bubblewrapEntry(state.isolation);
  here = createLocalExecutor({ store: folder, blobs, entry, toolchainOf: () => undefined, layCaches: async () => [] });
});
afterAll(async () => {
  for (const end of close.reverse()) await end();
  rmSync(folder, { recursive: true, force: true });
});

async function executorAt(url: string, store: string, unixUID?: string): Promise<Executor> {
  const transport = await loadTransport();
  const channel = transport.connect(readEndpoint(url, {}, 'test'));
  close.push(channel.close);
  return createRemoteExecutor({
    transport,
    blobs,
    store,
    endpoints: [{ channel, instance: '', name: 'there' }],
    program: readFileSync(PROGRAM),
    propertiesOf: () => (unixUID ? [{ name: 'unixUID', value: unixUID }] : []),
    traffic: { up: 0, down: 0 },
    note: () => {},
    pause: 1,
  });
}

/** A worker with the ways of Buildbarn: no sandbox of its own, inputs as read-only hard links. */
async function likeBuildbarn(): Promise<Executor> {
  const transport = await loadTransport();
  const server = await startStandIn();
  close.push(() => server.close());
  const run = async (place: string, command: { readonly arguments: readonly string[] }) => {
    const env = { PATH: process.env.PATH ?? '' };
    const outcome = await runProcess(command.arguments, { cwd: place, env, limits: { ...LIMITS, wall: 120_000 } });
    return outcome.kind === 'exited' ? outcome : { exitCode: -1 };
  };
  close.push(addWorker(server, { transport, run }).close);
  mkdirSync(join(folder, 'worker'));
  return executorAt(server.url, join(folder, 'worker'));
}

async function onBuildbox(): Promise<Executor | null> {
  const programs = findBuildbox();
  if (!programs) return null;
  const { casd } = await describeStore({ dir: folder, platform: 'linux-x64' }, '/emrift/store');
  const server = await startCasd(programs, { runs: casd.map((arg) => arg.replace('--runner-arg=', '')) });
  close.push(() => server.stop());
  return executorAt(server.url, '/emrift/store', '1000');
}

function actionOf(command: string, more: Partial<Action> = {}): Action {
  const inputs = [
    { path: 'deep/input.txt', digest: blobs.put(Buffer.from('the input\n')) },
    { path: 'run.sh', digest: blobs.put(Buffer.from('#!/bin/sh\necho ran\n')), executable: true as const },
  ];
  const env = { PATH: '/usr/bin:/bin', HOME: '/home/emrift' };
  return { command, env, inputs, outputs: ['kept', 'left.txt'], toolchains: [], limits: LIMITS, declared: [], ...more };
}

/** What has to be the same wherever a step ran. */
function comparable(result: ActionResult) {
  if (result.kind === 'infra') return result;
  const { usage: _, ...rest } = result;
  // Whether the shell around a process that was killed still says so depends on which of the two dies first.
  return rest.kind === 'limit' ? { ...rest, stderr: rest.stderr.replace(/^Killed\n$/, '') } : rest;
}

const STEPS: readonly (readonly [string, Action | (() => Action)])[] = [
  ['shows the same machine', () => actionOf('id -u; id -g; pwd; hostname; umask; env | sort; ls -A / /home /tmp')],
  [
    'has inputs of its own',
    () => actionOf('ls -lR | cut -c1-10; ./run.sh; echo more >> deep/input.txt; cat deep/input.txt'),
  ],
  ['finds the inputs unchanged the next time', () => actionOf('cat deep/input.txt; true')],
  [
    'leaves files, folders and the executable bit',
    () => actionOf('mkdir kept; echo a > kept/a; cp run.sh kept/b; echo c > left.txt'),
  ],
  [
    'leaves no links',
    () => actionOf('mkdir kept; ln -s /etc/passwd kept/a; ln -s ../deep kept/b; ln -s run.sh left.txt'),
  ],
  ['ends with its code', () => actionOf('echo out; echo err >&2; exit 3')],
  ['is killed by a signal', () => actionOf('kill -SEGV $$')],
  ['has no network', () => actionOf('cat /proc/net/route | wc -l')],
  ['is bounded in time', () => actionOf('sleep 60', { limits: { ...LIMITS, wall: 1_000 }, declared: ['wall'] })],
  [
    'is bounded in silence',
    () => actionOf('echo a; sleep 60', { limits: { ...LIMITS, silence: 1_000 }, declared: ['silence'] }),
  ],
  ['is bounded in output', () => actionOf('yes', { limits: { ...LIMITS, output: 10_000 }, declared: ['output'] })],
  [
    'is bounded in memory',
    () =>
      // What it says is the same each time, unlike a runtime that runs out of memory somewhere.
      actionOf('exec dd if=/dev/zero of=/dev/null bs=1G count=1', {
        limits: { ...LIMITS, memory: 200 << 20 },
        declared: ['memory'],
      }),
  ],
];

describe.each([
  ['like Buildbarn', likeBuildbarn],
  ['buildbox-casd', onBuildbox],
] as const)('on a worker %s a step', { timeout: 180_000 }, (_, open) => {
  let there: Executor | null;
  beforeAll(async () => {
    there = await open();
  }, 180_000);

  it.each(STEPS)('%s as on this machine', async (_, given) => {
    if (!there) return;
    const action = typeof given === 'function' ? given() : given;
    const [one, other] = [await here.execute(action, signal), await there.execute(action, signal)];
    expect(comparable(other)).toEqual(comparable(one));
    expect(one.kind).not.toBe('infra');
  });

  it('whose toolchain is not there is not carried out', async () => {
    if (!there) return;
    const toolchains = [{ role: 'go', digest: `sha256:${'0'.repeat(64)}` as const, at: 'opt' as const }];
    const result = await there.execute(actionOf('true', { toolchains }), signal);
    expect(result).toMatchObject({ kind: 'infra', reason: expect.stringContaining('lacks the toolchain for go') });
  });
});
