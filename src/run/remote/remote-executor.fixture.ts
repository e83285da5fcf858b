import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerCredentials } from '@grpc/grpc-js';
import type { Action, ActionResult } from '../../model/action.ts';
import { readEndpoint } from '../../remote/client/endpoint.ts';
import { type StandIn, startStandIn } from '../../remote/stand-in.fixture.ts';
import { loadTransport } from '../../remote/transport/load.ts';
import { type Blobs, openBlobs } from '../storage/blobs.ts';
import { JOB_FILES, type Job } from './job.ts';
import { printReport, REPORT } from './print-report.ts';
import { createRemoteExecutor, type RemoteEvent, type RemoteExecutorOptions } from './remote-executor.ts';
import { addWorker, type Ran, type WorkerOptions } from './worker.fixture.ts';

/** An action that a stand-in server is given. */
export const ACTION: Action = {
  command: 'emcc a.c',
  env: {},
  inputs: [],
  outputs: ['a.js'],
  toolchains: [],
  limits: { wall: 60_000, silence: 1, output: 1, memory: 1 },
  declared: [],
};

/** What a step takes, where it does not matter. */
export const usage = { wallMs: 1, cpuMs: 1, peakBytes: 1 };

/** A step that leaves what a result says. */
export const step =
  (result: ActionResult = { kind: 'exited', exitCode: 7, stdout: 'out', stderr: '', outputs: [], usage }, code = 0) =>
  async (place: string): Promise<Ran> => {
    const { key } = JSON.parse(readFileSync(join(place, JOB_FILES.job), 'utf8')) as Job;
    writeFileSync(
      join(place, REPORT),
      printReport(key, result, () => 6),
    );
    return { exitCode: code };
  };

/** What `step` comes to, by the worker that ran it. */
export const exited = (worker: string) => ({
  kind: 'exited',
  exitCode: 7,
  stdout: 'out',
  stderr: '',
  outputs: [],
  usage: { ...usage, worker },
});

/** How often a call was made. */
export const count = (server: StandIn, name: string) => server.calls.get(name) ?? 0;

/** An executor of a test, and what it said. */
export interface TestExecutor {
  execute(action?: Action, fresh?: boolean, signal?: AbortSignal): Promise<ActionResult>;
  readonly lines: string[];
  readonly events: RemoteEvent[];
}

/** Stand-in servers, executors on them, and the blobs of this machine, all gone after `close`. */
export interface ExecutorBench {
  readonly folder: string;
  readonly blobs: Blobs;
  /** A server; `run` is what its worker does with a command, null for no worker. */
  serverWith(
    run: WorkerOptions['run'] | null,
    more?: Partial<WorkerOptions> & { readonly credentials?: ServerCredentials },
  ): Promise<StandIn>;
  /** An executor on some servers; `env` holds what the environment has for them. */
  executorOn(
    servers: readonly Pick<StandIn, 'url'>[],
    more?: Partial<RemoteExecutorOptions>,
    env?: Readonly<Record<string, string>>,
  ): Promise<TestExecutor>;
  close(): Promise<void>;
}

/** Opens one. */
export function openExecutorBench(): ExecutorBench {
  const folder = mkdtempSync(join(tmpdir(), 'emrift-executor-'));
  const blobs = openBlobs(folder);
  const servers: StandIn[] = [];
  const closing: (() => void)[] = [];
  return {
    folder,
    blobs,
    async serverWith(run, { credentials, ...more } = {}) {
      const server = await startStandIn(credentials);
      servers.push(server);
      if (run) closing.push(addWorker(server, { transport: await loadTransport(), run, ...more }).close);
      return server;
    },
    async executorOn(list, more = {}, env = {}) {
      const transport = await loadTransport();
      const endpoints = list.map(({ url }, at) => {
        const channel = transport.connect(readEndpoint(url, env, 'test'));
        closing.push(channel.close);
        return { channel, instance: '', name: `server ${at}` };
      });
      const lines: string[] = [];
      const events: RemoteEvent[] = [];
      const executor = createRemoteExecutor({
        transport,
        endpoints,
        blobs,
        program: Buffer.from('the program'),
        store: '/emrift/store',
        propertiesOf: () => [],
        traffic: { up: 0, down: 0 },
        note: (line) => lines.push(line),
        report: (event) => events.push(event),
        pause: 1,
        ...more,
      });
      const execute = (action: Action = ACTION, fresh = false, signal = new AbortController().signal) =>
        executor.execute(action, signal, { fresh });
      return { execute, lines, events };
    },
    async close() {
      for (const close of closing) close();
      for (const server of servers) await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
