import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ToolchainWay } from '../../matrix/remote.ts';
import { type Action, type ActionResult, actionKey, type Executor, type Limits } from '../../model/action.ts';
import type { Toolchain } from '../../model/toolchain.ts';
import { readEndpoint } from '../../remote/client/endpoint.ts';
import type { NamedValue } from '../../remote/form/messages.ts';
import { findBuildbox, startCasd } from '../../remote/servers.fixture.ts';
import { startStandIn } from '../../remote/stand-in.fixture.ts';
import { loadTransport } from '../../remote/transport/load.ts';
import { bubblewrapEntry } from '../../run/executor/entry.ts';
import { createLocalExecutor } from '../../run/executor/local.ts';
import { JOB_FILES, JOB_FORMAT } from '../../run/remote/job.ts';
import { REPORT } from '../../run/remote/print-report.ts';
import { propertiesFor } from '../../run/remote/properties.ts';
import { readReport } from '../../run/remote/read-report.ts';
import { createRemoteExecutor } from '../../run/remote/remote-executor.ts';
import { openSentToolchains } from '../../run/remote/sent-toolchains.ts';
import { addWorker } from '../../run/remote/worker.fixture.ts';
import { type Blobs, openBlobs } from '../../run/storage/blobs.ts';
import { openIsolation } from '../../system/sandbox/isolation.ts';
import { runProcess } from '../../system/sandbox/run.ts';
import { installInto, openStore, type Staged, type Store } from '../../toolchains/store/store.ts';
import { describeStore } from '../worker/describe-store.ts';
import { runJob } from './run-job.ts';

/** The built program, as it is sent to workers; `npm test` builds it first. */
const PROGRAM = fileURLToPath(new URL('../../../dist/emrift-step.js', import.meta.url));
const LIMITS: Limits = { wall: 60_000, silence: 30_000, output: 1 << 20, memory: 1 << 30 };
const folder = mkdtempSync(join(tmpdir(), 'emrift-step-'));
const close: (() => unknown)[] = [];
const signal = new AbortController().signal;
let blobs: Blobs;
let here: Executor;
/** A toolchain of the store: a program, a link to it, a file that is no program, and a name with a blank. */
let tool: Toolchain;
const STORE: Store = { dir: folder, platform: 'linux-x64' };

beforeAll(async () => {
  blobs = openBlobs(folder);
  const state = await openIsolation();
  if (state.kind === 'refused') throw new Error(state.reason);
  close.push(state.isolation.close);
  const entry = bubblewrapEntry(state.isolation);
  tool = await installTool();
  const toolchainOf = (digest: string) => (digest === tool.digest ? tool : undefined);
  here = createLocalExecutor({ store: folder, blobs, entry, toolchainOf, layCaches: async () => [] });
});
afterAll(async () => {
  for (const end of close.reverse()) await end();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

async function installTool(): Promise<Toolchain> {
  const make = async (staging: string): Promise<Staged> => {
    const bin = join(staging, 'tree', 'bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(
      join(bin, 'tool'),
      '#!/bin/sh\necho the tool $0; cat "$(dirname "$0")/../a file"; cd $(dirname "$0"); ls; readlink *; [ -x tool ] && echo it runs\n',
    );
    chmodSync(join(bin, 'tool'), 0o755);
    symlinkSync('tool', join(bin, 'called so'));
    writeFileSync(join(staging, 'tree', 'a file'), 'its file\n');
    const named = {
      id: 'wazero0.0.1',
      tool: 'wazero',
      version: '0.0.1',
      origin: 'goproxy',
      layout: 'relocatable',
    } as const;
    const rest = { path: ['bin'], env: {}, files: {}, lacks: {}, borrowed: {}, provenance: 'first-use' } as const;
    return { toolchain: { ...named, ...rest }, sources: [] };
  };
  return (await installInto(await openStore(folder, STORE.platform), 'wazero0.0.1-test', make)).toolchain;
}

/** How toolchains get to a worker. */
interface Way {
  readonly store: string;
  readonly toolchains?: ToolchainWay;
  readonly properties?: readonly NamedValue[];
}

async function executorAt(url: string, { store, toolchains = 'store', properties = [] }: Way): Promise<Executor> {
  const transport = await loadTransport();
  const channel = transport.connect(readEndpoint(url, {}, 'test'));
  close.push(channel.close);
  return createRemoteExecutor({
    transport,
    blobs,
    store,
    endpoints: [{ channel, instance: '', name: 'there' }],
    program: readFileSync(PROGRAM),
    propertiesOf: (action) => propertiesFor(action, toolchains, properties),
    ...(toolchains === 'inputs' && { toolchainsOf: openSentToolchains(STORE, transport) }),
    traffic: { up: 0, down: 0 },
    note: () => {},
    pause: 1,
  });
}

/** A worker with the ways of Buildbarn: no sandbox of its own, inputs as read-only hard links. */
async function likeBuildbarn(way: Way = { store: folder }): Promise<Executor> {
  const transport = await loadTransport();
  const server = await startStandIn();
  close.push(() => server.close());
  const run = async (place: string, command: { readonly arguments: readonly string[] }) => {
    const env = { PATH: process.env.PATH ?? '' };
    const outcome = await runProcess(command.arguments, { cwd: place, env, limits: { ...LIMITS, wall: 120_000 } });
    return outcome.kind === 'exited' ? outcome : { exitCode: -1 };
  };
  close.push(addWorker(server, { transport, run }).close);
  return executorAt(server.url, way);
}

async function onBuildbox(toolchains: ToolchainWay = 'store'): Promise<Executor | null> {
  const programs = findBuildbox();
  if (!programs) return null;
  const facts = await describeStore(STORE, '/emrift/store');
  const args = toolchains === 'store' ? facts.casd : facts.inject;
  // What comes with the actions is not to be there before.
  const given = toolchains === 'inputs' ? args.filter((arg) => !arg.includes('/emrift/store')) : args;
  const server = await startCasd(programs, { runs: given.map((arg) => arg.replace('--runner-arg=', '')) });
  close.push(() => server.stop());
  return executorAt(server.url, {
    store: '/emrift/store',
    toolchains,
    properties: [{ name: 'unixUID', value: '1000' }],
  });
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
  [
    'cannot speak for the program around it',
    () =>
      actionOf(
        'for place in . .. / /tmp; do echo {} > $place/report.json; mkdir $place/out; done 2>/dev/null; kill -KILL -1; exit 5',
      ),
  ],
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

/** Uses the toolchain of the store. */
const toolAction = () =>
  actionOf('tool; "called so" | head -1; ls -A /opt', {
    env: { PATH: '/opt/wazero/bin:/usr/bin:/bin', HOME: '/home/emrift' },
    toolchains: [{ role: 'wazero', digest: tool.digest, at: 'opt' }],
  });

describe.each([
  ['like Buildbarn', () => likeBuildbarn()],
  ['buildbox-casd', () => onBuildbox()],
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

  it('is nobody with rights, and leaves no link', async () => {
    if (!there) return;
    const command = 'id -u; cat /proc/self/status | grep -c "^CapEff:.*0000000000000000$"; ln -s /etc/passwd left.txt';
    const result = await there.execute(actionOf(command), signal);
    expect(result).toMatchObject({ kind: 'exited', stdout: '1000\n1\n', outputs: [] });
  });

  it('whose toolchain is not there is not carried out', async () => {
    if (!there) return;
    const toolchains = [{ role: 'go', digest: `sha256:${'0'.repeat(64)}` as const, at: 'opt' as const }];
    const result = await there.execute(actionOf('true', { toolchains }), signal);
    expect(result).toMatchObject({ kind: 'infra', reason: expect.stringContaining('lacks the toolchain for go') });
  });
});

describe.each([
  ['finds in its store', 'like Buildbarn', () => likeBuildbarn()],
  ['gets with the action', 'like Buildbarn', () => likeBuildbarn({ store: '/nowhere', toolchains: 'inputs' })],
  ['finds in its store', 'buildbox-casd', () => onBuildbox()],
  ['has laid by its key', 'buildbox-casd', () => onBuildbox('inject')],
  ['gets with the action', 'buildbox-casd', () => onBuildbox('inputs')],
] as const)('a toolchain that a worker %s (%s)', { timeout: 180_000 }, (_, __, open) => {
  it('is used as on this machine', async () => {
    const there = await open();
    if (!there) return;
    const one = await here.execute(toolAction(), signal);
    expect(one).toMatchObject({ kind: 'exited', exitCode: 0, stdout: expect.stringContaining('its file') });
    expect(comparable(await there.execute(toolAction(), signal))).toEqual(comparable(one));
    // The second time nothing of it is sent, and it is laid again.
    expect(comparable(await there.execute({ ...toolAction(), declared: ['wall'] }, signal))).toEqual(comparable(one));
  });
});

describe('a job', () => {
  const job = async (bytes: Buffer) => {
    const action = actionOf('cat deep/input.txt');
    const place = mkdtempSync(join(folder, 'job-'));
    const key = actionKey(action);
    writeFileSync(join(place, JOB_FILES.job), JSON.stringify({ format: JOB_FORMAT, key, action, store: folder }));
    mkdirSync(join(place, JOB_FILES.inputs));
    for (const { digest } of action.inputs)
      writeFileSync(join(place, JOB_FILES.inputs, digest.slice(7)), blobs.read(digest));
    writeFileSync(join(place, JOB_FILES.inputs, action.inputs[0]!.digest.slice(7)), bytes);
    const result = await runJob(place, signal);
    return {
      result,
      report: readReport(readFileSync(join(place, REPORT)), key, action),
      left: readdirSync(place).sort(),
    };
  };

  it('leaves a report and outputs, and nothing else', async () => {
    const { result, report, left } = await job(Buffer.from('the input\n'));
    expect(result).toMatchObject({ kind: 'exited', stdout: 'the input\n' });
    expect(report?.result).toEqual(result);
    expect(left).toEqual([JOB_FILES.job, JOB_FILES.inputs, JOB_FILES.outputs, REPORT].sort());
  });

  it('with an input that somebody changed on the worker is not carried out, and says so', async () => {
    const { result, report } = await job(Buffer.from('the INPUT\n'));
    expect(result).toMatchObject({ kind: 'infra', reason: expect.stringContaining('the worker changed the input') });
    expect(report?.result.kind).toBe('infra');
  });
});
