import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actionKey } from '../../model/action.ts';
import { sha256 } from '../../model/canonical.ts';
import { InfrastructureError } from '../../model/errors.ts';
import { blobOf } from '../../remote/form/digest.ts';
import { buildTree } from '../../remote/form/tree.ts';
import { loadTransport } from '../../remote/transport/load.ts';
import { CODE } from '../../remote/transport/transport.ts';
import { printReport, REPORT } from './print-report.ts';
import {
  ACTION,
  count,
  type ExecutorBench,
  exited,
  openExecutorBench,
  step,
  usage,
} from './remote-executor.fixture.ts';

const loaded = loadTransport();
let bench: ExecutorBench;

beforeEach(() => {
  bench = openExecutorBench();
});
afterEach(() => bench.close());

describe('a remote executor', () => {
  it('gives what the step left, with its outputs, and who ran it', async () => {
    const output = Buffer.from('output');
    const digest = `sha256:${sha256(output)}` as const;
    const result = {
      kind: 'exited',
      exitCode: 0,
      stdout: '',
      stderr: '',
      outputs: [{ path: 'a.js', digest }],
      usage,
    } as const;
    const server = await bench.serverWith(async (place) => {
      mkdirSync(join(place, 'out'));
      writeFileSync(join(place, 'out', digest.slice(7)), output);
      return step(result)(place);
    });
    const { execute } = await bench.executorOn([server]);
    expect(await execute()).toEqual({ ...result, usage: { ...usage, worker: 'stand-in' } });
    expect(Buffer.from(bench.blobs.read(digest)).equals(output)).toBe(true);
  });

  it('asks for a result before it executes, for a server may never look; afresh it does not', async () => {
    const server = await bench.serverWith(step());
    const { execute, events } = await bench.executorOn([server]);
    expect(await execute()).toEqual(exited('stand-in'));
    expect(await execute()).toEqual(exited('stand-in'));
    expect(count(server, 'Execute')).toBe(1);
    expect(events.filter(({ kind }) => kind === 'hit')).toHaveLength(1);
    expect(await execute(ACTION, true)).toEqual(exited('stand-in'));
    expect(count(server, 'Execute')).toBe(2);
  });

  it('sends inputs by their content, once', async () => {
    const inputs = [{ path: 'deep/a.c', digest: bench.blobs.put(Buffer.from('int main;')) }];
    const seen: string[] = [];
    const server = await bench.serverWith(async (place) => {
      seen.push(readFileSync(join(place, 'in', inputs[0]!.digest.slice(7)), 'utf8'));
      return step()(place);
    });
    const { execute } = await bench.executorOn([server]);
    await execute({ ...ACTION, inputs });
    const sent = count(server, 'BatchUpdateBlobs');
    await execute({ ...ACTION, inputs }, true);
    expect(seen).toEqual(['int main;', 'int main;']);
    expect(count(server, 'BatchUpdateBlobs')).toBe(sent);
  });

  it('tries a lost worker’s action again on another server', async () => {
    const [bad, good] = [await bench.serverWith(null), await bench.serverWith(step())];
    bad.execute = async () => {
      throw Object.assign(new Error('lost'), { code: CODE.unavailable, details: 'Worker disappeared' });
    };
    const { execute, events } = await bench.executorOn([bad, good]);
    expect(await execute()).toEqual(exited('stand-in'));
    expect(events.filter(({ kind }) => kind === 'repeated')).toHaveLength(1);
    expect(count(bad, 'Execute')).toBe(1);
  });

  it.each([
    ['a timeout', CODE.deadlineExceeded],
    ['a lost worker', CODE.unavailable],
    ['a missing blob', CODE.internal],
    ['a full server', CODE.resourceExhausted],
  ])('never takes %s for a result, whatever the exit code says, and gives up in the end', async (said, code) => {
    const transport = await loaded;
    const server = await bench.serverWith(null);
    const value = transport.encode('ExecuteResponse', {
      status: { code, message: said },
      result: { outputFiles: [], exitCode: 0 },
    });
    server.execute = async (_, send) =>
      send({ name: 'x', done: true, response: { type_url: 'x/ExecuteResponse', value } });
    const { execute } = await bench.executorOn([server]);
    expect(await execute()).toEqual({ kind: 'infra', reason: `server 0: ${said}` });
    expect(count(server, 'Execute')).toBe(6);
  });

  it.each([
    ['succeeds', 0],
    ['fails', 1],
    ['is killed, in Buildbarn’s number', -1],
  ])('takes nothing without a report for a result, whether the command %s', async (_, exitCode) => {
    const server = await bench.serverWith(async () => ({ exitCode, stderr: 'bwrap: no permissions\nmore' }));
    const { execute } = await bench.executorOn([server]);
    const reason = 'server 0: no report of the step came back: bwrap: no permissions';
    expect(await execute()).toEqual({ kind: 'infra', reason });
  });

  it('does not ask again for a kept result that has no report', async () => {
    let runs = 0;
    const server = await bench.serverWith(async (place) => (++runs === 1 ? { exitCode: 0 } : step()(place)));
    const { execute } = await bench.executorOn([server]);
    expect(await execute()).toEqual(exited('stand-in'));
    expect(runs).toBe(2);
  });

  it('tries again where a worker was not fit', async () => {
    let runs = 0;
    const unfit = step({ kind: 'infra', reason: 'the store lacks the toolchain for go' }, 75);
    const server = await bench.serverWith((place) => (++runs < 3 ? unfit(place) : step()(place)));
    const { execute } = await bench.executorOn([server]);
    expect(await execute()).toEqual(exited('stand-in'));
  });

  it('says at once that nobody has these properties, once, and repeats nothing', async () => {
    const server = await bench.serverWith(step(), { properties: [{ name: 'emrift-store', value: 'abc' }] });
    const { execute, lines } = await bench.executorOn([server]);
    const [first] = await Promise.all([execute(), execute({ ...ACTION, command: 'other' })]);
    expect(first).toMatchObject({ kind: 'infra', reason: expect.stringContaining('No workers exist') });
    expect(count(server, 'Execute')).toBe(2);
    expect(lines).toHaveLength(1);
    const fitting = await bench.executorOn([server], { propertiesOf: () => [{ name: 'emrift-store', value: 'abc' }] });
    expect(await fitting.execute()).toEqual(exited('stand-in'));
  });

  it('sends again what the server lost', async () => {
    const server = await bench.serverWith(step());
    server.fault = (name, number) => {
      // It says that it has everything, and has nothing.
      return name === 'FindMissingBlobs' && number === 1 ? { answer: () => ({ missingBlobDigests: [] }) } : undefined;
    };
    const { execute } = await bench.executorOn([server]);
    expect(await execute()).toEqual(exited('stand-in'));
    expect(count(server, 'Execute')).toBe(2);
  });

  it('waits on where the stream is cut', async () => {
    const server = await bench.serverWith(step());
    const { execute: carryOut } = server;
    let end: object | undefined;
    server.execute = async (digest, send, signal) => {
      const hold = (operation: object) => {
        if ('done' in operation) end = operation;
        else send(operation);
      };
      await carryOut!(digest, hold, signal);
      throw Object.assign(new Error('cut'), { code: CODE.unavailable, details: 'cut' });
    };
    server.wait = async (name, send) => send({ ...end, name });
    const { execute } = await bench.executorOn([server]);
    expect(await execute()).toEqual(exited('stand-in'));
    expect([count(server, 'Execute'), count(server, 'WaitExecution')]).toEqual([1, 1]);
  });

  it('takes a server that falls silent for lost', async () => {
    const [silent, good] = [await bench.serverWith(null), await bench.serverWith(step())];
    silent.execute = async (_, send) => {
      send({ name: 'silent' });
      silent.fault = (name) => (name === 'GetCapabilities' ? { hang: true } : undefined);
      await new Promise(() => {});
    };
    const { execute } = await bench.executorOn([silent, good], { lookEvery: 50 });
    expect(await execute()).toEqual(exited('stand-in'));
    expect(silent.cancelled).toEqual(['silent']);
  });

  it('stops what runs when it is interrupted', async () => {
    const control = new AbortController();
    const server = await bench.serverWith(null);
    server.execute = async (_, send) => {
      send({ name: 'running' });
      setTimeout(() => control.abort(new Error('interrupted')), 20);
      await new Promise(() => {});
    };
    const { execute } = await bench.executorOn([server]);
    await expect(execute(ACTION, false, control.signal)).rejects.toThrow('interrupted');
    expect(server.cancelled).toEqual(['running']);
  });

  it.each(['../../a.js', '/etc/a.js', 'other.js', 'a.js/../../x'])('takes no output at %s', async (path) => {
    const outputs = [{ path, digest: bench.blobs.put(Buffer.from('output')) }];
    const server = await bench.serverWith(
      step({ kind: 'exited', exitCode: 0, stdout: '', stderr: '', outputs, usage }),
    );
    const { execute } = await bench.executorOn([server]);
    expect(await execute()).toMatchObject({ kind: 'infra' });
  });

  it('takes no report of another action', async () => {
    const server = await bench.serverWith(async (place) => {
      const other = actionKey({ ...ACTION, command: 'other' });
      writeFileSync(
        join(place, REPORT),
        printReport(other, { kind: 'exited', exitCode: 0, stdout: '', stderr: '', outputs: [], usage }, () => 0),
      );
      return { exitCode: 0 };
    });
    const { execute } = await bench.executorOn([server]);
    expect(await execute()).toMatchObject({ kind: 'infra' });
  });

  it('deals to all servers', async () => {
    const list = [await bench.serverWith(step()), await bench.serverWith(step()), await bench.serverWith(step())];
    const { execute } = await bench.executorOn(list);
    await Promise.all(Array.from({ length: 12 }, (_, at) => execute({ ...ACTION, command: `${at}` })));
    expect(list.map((server) => count(server, 'Execute'))).toEqual([4, 4, 4]);
  });
});

describe('toolchains that go with actions', () => {
  const part = blobOf(Buffer.from('a part'));
  const tool = async () => {
    const { encode } = await loaded;
    const { root, folders } = buildTree([{ path: 'receipt.json', digest: part.digest }], [], encode);
    return { name: 'tool', root, parts: () => [part, ...folders] };
  };

  it('are sent once to a server, and laid for each action', async () => {
    const sent = await tool();
    const seen: string[] = [];
    const server = await bench.serverWith(async (place) => {
      seen.push(readFileSync(join(place, 'store/toolchains/tool/receipt.json'), 'utf8'));
      expect(JSON.parse(readFileSync(join(place, 'action.json'), 'utf8'))).toMatchObject({ store: 'store' });
      return step()(place);
    });
    let asked = 0;
    const toolchainsOf = async () => [
      {
        ...sent,
        parts: () => {
          asked++;
          return sent.parts();
        },
      },
    ];
    const { execute } = await bench.executorOn([server], { toolchainsOf });
    await Promise.all(['one', 'two', 'three'].map((command) => execute({ ...ACTION, command })));
    expect(seen).toEqual(['a part', 'a part', 'a part']);
    expect(asked).toBe(1);
  });

  it('are sent again where the server lost a part of them', async () => {
    const sent = await tool();
    const server = await bench.serverWith(step());
    const { execute } = await bench.executorOn([server], { toolchainsOf: async () => [sent] });
    expect(await execute()).toEqual(exited('stand-in'));
    server.blobs.delete(part.digest.hash);
    expect(await execute({ ...ACTION, command: 'other' })).toEqual(exited('stand-in'));
    expect(server.blobs.has(part.digest.hash)).toBe(true);
  });

  it('that cannot be sent leave an action undecided', async () => {
    const server = await bench.serverWith(step());
    const toolchainsOf = () => Promise.reject(new InfrastructureError('it is not in the store'));
    const { execute } = await bench.executorOn([server], { toolchainsOf });
    expect(await execute()).toEqual({ kind: 'infra', reason: 'it is not in the store' });
    expect(count(server, 'Execute')).toBe(0);
  });
});
