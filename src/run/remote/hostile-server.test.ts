import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actionKey } from '../../model/action.ts';
import { blobOf, digestOf } from '../../remote/form/digest.ts';
import type { StandIn } from '../../remote/stand-in.fixture.ts';
import { loadTransport } from '../../remote/transport/load.ts';
import { CODE } from '../../remote/transport/transport.ts';
import { REPORT } from './print-report.ts';
import {
  ACTION,
  count,
  type ExecutorBench,
  exited,
  openExecutorBench,
  step,
  usage,
} from './remote-executor.fixture.ts';

/**
 * A server that lies, or is broken in a way that nobody thought of: an action is then undecided, or decided by another server;
 * nothing is thrown, nothing is waited for without end, and nothing is written but blobs under their own digest.
 */

const loaded = loadTransport();
let bench: ExecutorBench;

beforeEach(() => {
  bench = openExecutorBench();
});
afterEach(() => bench.close());

const RESPONSE = 'type.googleapis.com/build.bazel.remote.execution.v2.ExecuteResponse';
const METADATA = 'type.googleapis.com/build.bazel.remote.execution.v2.ExecuteOperationMetadata';

/** A report as it is printed, with whatever is to be in it. */
function reportOf(result: object, more: object = {}): Buffer {
  return Buffer.from(JSON.stringify({ format: 1, key: actionKey(ACTION), result, ...more }));
}

const EXITED = { kind: 'exited', exitCode: 0, stdout: '', stderr: '', outputs: [], usage };

/** A server that answers each execution with this result, and has these blobs. */
async function answering(result: object, ...blobs: Uint8Array[]): Promise<StandIn> {
  const transport = await loaded;
  const server = await bench.serverWith(null);
  for (const bytes of blobs) server.blobs.set(digestOf(bytes).hash, Buffer.from(bytes));
  const value = transport.encode('ExecuteResponse', { result: { outputFiles: [], ...result } });
  server.execute = async (_, send) => send({ name: 'x', done: true, response: { type_url: RESPONSE, value } });
  return server;
}

/** What lies in the folder of the run, by path. */
function written(): string[] {
  return readdirSync(bench.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name).slice(bench.folder.length + 1))
    .sort();
}

const blobPath = (bytes: Uint8Array) => {
  const hash = createHash('sha256').update(bytes).digest('hex');
  return `blobs/${hash.slice(0, 2)}/${hash.slice(2)}`;
};

const report = (bytes: Buffer) => ({ outputFiles: [{ path: REPORT, digest: digestOf(bytes) }] });

describe('a server that lies about an output', () => {
  const output = Buffer.from('output');
  const naming = (path: string, more: object = {}) =>
    reportOf({
      ...EXITED,
      outputs: [{ path, digest: `sha256:${digestOf(output).hash}`, size: output.length, ...more }],
    });

  it.each([
    ['outside of the folder', '../a.js'],
    ['outside of the folder, by way of an output', 'a.js/../../b'],
    ['by a whole path', '/etc/cron.d/a'],
    ['by an empty part', 'a.js//b'],
    ['with a zero byte', 'a.js/b\0c'],
    ['under another name', 'b.js'],
    ['beside one of that name', 'a.jsx'],
  ])('that lies %s is not believed, and nothing is kept', async (_, path) => {
    const bytes = naming(path);
    const { execute } = await bench.executorOn([await answering(report(bytes), bytes, output)]);
    expect(await execute()).toMatchObject({ kind: 'infra', reason: 'server 0: no report of the step came back' });
    expect(written()).toEqual([]);
  });

  it.each([
    ['is a link', { target: '/etc/passwd' }],
    ['has rights of its own', { mode: 0o4755 }],
    ['has no digest', { digest: 'sha256:../../../../etc/passwd' }],
    ['has a digest of another kind', { digest: `sha1:${'0'.repeat(40)}` }],
    ['has a size that no file has', { size: -1 }],
  ])('that %s is not believed', async (_, more) => {
    const bytes = naming('a.js', more);
    const { execute } = await bench.executorOn([await answering(report(bytes), bytes, output)]);
    expect(await execute()).toMatchObject({ kind: 'infra' });
    expect(written()).toEqual([]);
  });

  it('keeps nothing of other bytes, and takes the right ones elsewhere', async () => {
    const bytes = naming('a.js');
    const liar = await answering(report(bytes), bytes);
    liar.blobs.set(digestOf(output).hash, Buffer.from('OUTPUT'));
    const good = await bench.serverWith(async (place) => {
      mkdirSync(join(place, 'out'));
      writeFileSync(join(place, 'out', digestOf(output).hash), output);
      return step({
        ...EXITED,
        kind: 'exited',
        outputs: [{ path: 'a.js', digest: `sha256:${digestOf(output).hash}` }],
      })(place);
    });
    const { execute } = await bench.executorOn([liar, good]);
    expect(await execute()).toMatchObject({ kind: 'exited', exitCode: 0 });
    expect(written()).toEqual([blobPath(output)]);
  });

  it('looks at no links and folders that the server names beside the report', async () => {
    // The messages have members that emrift does not read: a report that is a link proves nothing.
    const link = { path: REPORT, target: '/etc/passwd' };
    const named = { outputSymlinks: [link], outputFileSymlinks: [link], outputDirectories: [{ path: REPORT }] };
    const { execute } = await bench.executorOn([await answering(named)]);
    expect(await execute()).toMatchObject({ kind: 'infra', reason: 'server 0: no report of the step came back' });
    expect(written()).toEqual([]);
  });
});

describe('a report', () => {
  it.each([
    ['is no JSON', Buffer.from('{"format":1,')],
    ['is nested a hundred thousand times', Buffer.from('['.repeat(100_000))],
    ['has members that nobody knows', reportOf({ ...EXITED, verdict: 'pass' })],
    [
      'would change what all objects have',
      Buffer.from(`${reportOf(EXITED)}`.replace('{', '{"__proto__":{"kind":"x"},')),
    ],
    ['ends with a code that no process has', reportOf({ ...EXITED, exitCode: 256 })],
    ['strikes a limit that nobody has', reportOf({ kind: 'limit', limit: 'luck', stdout: '', stderr: '', usage })],
    ['is of another format', reportOf(EXITED, { format: 2 })],
    [
      'names more outputs than a step may leave',
      reportOf({
        ...EXITED,
        outputs: Array.from({ length: 10_001 }, (_, at) => ({
          path: `a.js/${at}`,
          digest: `sha256:${'0'.repeat(64)}`,
          size: 0,
        })),
      }),
    ],
    [
      'names more bytes than a step may leave',
      reportOf({ ...EXITED, outputs: [{ path: 'a.js', digest: `sha256:${'0'.repeat(64)}`, size: 2 ** 31 }] }),
    ],
  ])('that %s is none', async (_, bytes) => {
    const { execute } = await bench.executorOn([await answering(report(bytes), bytes)]);
    expect(await execute()).toMatchObject({ kind: 'infra' });
    expect(written()).toEqual([]);
    expect(({} as { kind?: string }).kind).toBeUndefined();
  });

  it.each([
    ['of an impossible size', { hash: 'a'.repeat(64), sizeBytes: 2 ** 52 }],
    ['of a size below zero', { hash: 'a'.repeat(64), sizeBytes: -1 }],
    ['under a digest that is none', { hash: '../../etc/passwd', sizeBytes: 6 }],
  ])('%s is not asked for', async (_, digest) => {
    const server = await answering({ outputFiles: [{ path: REPORT, digest }] });
    const { execute } = await bench.executorOn([server]);
    expect(await execute()).toMatchObject({ kind: 'infra' });
    expect([count(server, 'BatchReadBlobs'), count(server, 'Read')]).toEqual([0, 0]);
  });

  it('whose stream goes on for ever is left where it has more bytes than its digest', async () => {
    const digest = { hash: 'a'.repeat(64), sizeBytes: 2 << 20 };
    const server = await answering({ outputFiles: [{ path: REPORT, digest }] });
    let sent = 0;
    server.read = async (_, send, cancelled) => {
      for (; !cancelled.aborted && sent < 1_000; sent++) {
        send(Buffer.alloc(1 << 18));
        await breathe();
      }
    };
    const { execute } = await bench.executorOn([server]);
    expect(await execute()).toMatchObject({ kind: 'infra', reason: expect.stringContaining('more bytes') });
    expect(sent).toBeLessThan(1_000);
  });
});

describe('an execution', () => {
  it.each([
    ['an answer', { done: true, response: { type_url: RESPONSE, value: Buffer.from([0xff, 0xff, 0xff]) } }],
    [
      'an answer of another kind',
      { done: true, response: { type_url: 'x/Directory', value: Buffer.from([0x0a, 0x7f]) } },
    ],
    ['a stage', { metadata: { type_url: METADATA, value: Buffer.from([0xff, 0xff, 0xff]) } }],
  ])('with %s that is no message is undecided, and goes well elsewhere', async (_, operation) => {
    const [liar, good] = [await bench.serverWith(null), await bench.serverWith(step())];
    liar.execute = async (_, send) => send({ name: 'x', ...operation });
    const alone = await bench.executorOn([liar]);
    expect(await alone.execute()).toMatchObject({ kind: 'infra' });
    const both = await bench.executorOn([liar, good]);
    expect(await both.execute()).toEqual(exited('stand-in'));
  });

  it('that is done without an answer, an error or a result is undecided', async () => {
    const server = await bench.serverWith(null);
    server.execute = async (_, send) => send({ name: 'x', done: true });
    const { execute } = await bench.executorOn([server]);
    expect(await execute()).toMatchObject({ kind: 'infra' });
  });

  it('whose message is too large is undecided', async () => {
    const server = await answering({ ...report(Buffer.from('x')), stderrRaw: Buffer.alloc(5 << 20) });
    const { execute } = await bench.executorOn([server]);
    expect(await execute()).toMatchObject({ kind: 'infra' });
    expect(written()).toEqual([]);
  });

  it('that is never done ends with the run, and says so without end only for a while', async () => {
    const { executeAction } = await import('../../remote/client/execution.ts');
    async function* endless() {
      for (;;) {
        await Promise.resolve();
        yield { name: 'x', metadata: null };
      }
    }
    const { decode } = await loaded;
    const channel = { stream: endless, call: async () => ({}) } as never;
    const { digest } = blobOf(Buffer.from('action'));
    const { signal } = new AbortController();
    const request = { instance: '', action: digest, skipCache: false, inline: [], signal, deadline: 1_000 };
    await expect(executeAction(channel, decode, request)).rejects.toThrow('without end');
  });

  it('says what it likes in one line of bounded length', async () => {
    const server = await bench.serverWith(null);
    const message = `first\u001b[2J${'x'.repeat(10_000)}\nsecond`;
    server.execute = async () => {
      throw { code: CODE.invalidArgument, details: message };
    };
    const { execute, lines } = await bench.executorOn([server]);
    const result = await execute();
    expect(result.kind === 'infra' && result.reason.length).toBeLessThan(400);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('\n');
  });
});

it('a disk that is full is this machine’s fault, and no other server is asked', async () => {
  const output = Buffer.alloc(2 << 20, 1);
  const outputs = [{ path: 'a.js', digest: `sha256:${digestOf(output).hash}`, size: output.length }];
  const bytes = reportOf({ ...EXITED, outputs });
  const server = await answering(report(bytes), bytes, output);
  const full = () => Promise.reject(Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' }));
  const { execute } = await bench.executorOn([server], { blobs: { ...bench.blobs, putStream: full } });
  expect(await execute()).toEqual({ kind: 'infra', reason: 'ENOSPC: no space left on device' });
  expect(count(server, 'Execute')).toBe(1);
  expect(existsSync(join(bench.folder, blobPath(output)))).toBe(false);
});
