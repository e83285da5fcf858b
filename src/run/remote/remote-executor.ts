import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Action, type ActionResult, actionKey, type Executor } from '../../model/action.ts';
import { openRemoteBlobs, type RemoteBlobs, type Traffic, type Upload } from '../../remote/client/blob-store.ts';
import { executeAction } from '../../remote/client/execution.ts';
import { ServerLie } from '../../remote/client/lie.ts';
import { withRetries } from '../../remote/client/retry.ts';
import { type Watch, watchServer } from '../../remote/client/watch-server.ts';
import { type Blob, blobOf, digestOf, isDigest, toBlobDigest, toDigest } from '../../remote/form/digest.ts';
import type { ActionResultMessage, BlobDigest, NamedValue } from '../../remote/form/messages.ts';
import { buildTree } from '../../remote/form/tree.ts';
import { buildWireAction, type WireAction } from '../../remote/form/wire-action.ts';
import { type Channel, CODE, RpcError, type Transport } from '../../remote/transport/transport.ts';
import type { Blobs } from '../storage/blobs.ts';
import { JOB_FILES, JOB_FORMAT, type Job } from './job.ts';
import { type Judged, judgeError, judgeResponse } from './judge-execution.ts';
import { openPool } from './pool.ts';
import { REPORT } from './print-report.ts';
import { LARGEST_REPORT, readReport } from './read-report.ts';
import { receiveBlob } from './receive-blob.ts';

/** A server that carries out actions. */
export interface ExecutorEndpoint {
  readonly channel: Channel;
  readonly instance: string;
  /** What it is called where it is spoken of. */
  readonly name: string;
}

/** What happens to actions on other machines. */
export type RemoteEvent =
  /** An action is with a server, until it has ended there; between the two it may wait for a worker. */
  | { readonly kind: 'begun' | 'queued' | 'dequeued' | 'ended'; readonly endpoint: string }
  /** The server had the result. */
  | { readonly kind: 'hit'; readonly endpoint: string }
  | { readonly kind: 'repeated'; readonly endpoint: string };

/** Who carries out actions, and with what. */
export interface RemoteExecutorOptions {
  readonly transport: Transport;
  readonly endpoints: readonly ExecutorEndpoint[];
  readonly blobs: Blobs;
  /** The program that carries out a step on a worker. */
  readonly program: Uint8Array;
  /** Where the store of toolchains lies on the workers. */
  readonly store: string;
  /** What the platforms of the servers ask for, of an action. */
  readonly propertiesOf: (action: Action) => readonly NamedValue[];
  readonly traffic: Traffic;
  /** Takes the one line about settings that do not fit. */
  readonly note: (line: string) => void;
  readonly report?: (event: RemoteEvent) => void;
  /** Milliseconds before the first repetition; each later one waits twice as long. */
  readonly pause?: number;
  /** How often a silent server is asked whether it is there, in milliseconds. */
  readonly lookEvery?: number;
}

/** How often an action is tried in all, on one server or another. */
const MOST_TRIES = 6;
const PAUSE = 250;
/** A step may be carried out twice on a worker (`createLocalExecutor`), and has to be fetched and laid; milliseconds. */
const SLACK = 120_000;
/** Waiting for a worker has no limit of its own; this one only ends what nobody will. Milliseconds. */
const LONGEST_WAIT = 6 * 3_600_000;
/** The environment of the program itself; a step has that of its action. */
const PROGRAM_ENV = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' };
/** The most that the outputs of one action may take, in bytes, as on this machine. */
const MOST_BYTES = 1 << 30;

/** What came of one try. */
type Tried =
  | { readonly kind: 'result'; readonly result: ActionResult }
  | { readonly kind: 'again' | 'refused'; readonly reason: string };

/**
 * Carries out actions on workers behind servers of the Remote Execution API. What a server, a worker or the network does to an
 * action is tried again elsewhere, with a bound, and nothing is thrown for it; only a report of the step's own program is a result.
 */
export function createRemoteExecutor(options: RemoteExecutorOptions): Executor {
  const { transport, blobs, program, store, traffic, note, report = () => {}, pause = PAUSE } = options;
  const programBlob = blobOf(program);
  const pool = openPool(options.endpoints.map((endpoint) => openServer(endpoint, options)));
  let complained = false;

  const attempt = async (job: PlannedJob, server: Server, skipCache: boolean, signal: AbortSignal): Promise<Tried> => {
    const { name, remote } = server;
    try {
      if (!skipCache) {
        const known = await lookUp(server, job.wire.digest, signal);
        const read = known && (await readResult(known, job, remote, signal));
        if (read && isLasting(read)) {
          report({ kind: 'hit', endpoint: name });
          return { kind: 'result', result: withWorker(read, known, name) };
        }
      }
      await send(job, remote, signal);
      const judged = judgeResponse(await carryOut(job, server, skipCache, signal));
      if (judged.kind !== 'done') return judged;
      const read = await readResult(judged.result, job, remote, signal);
      if (read && isLasting(read)) return { kind: 'result', result: withWorker(read, judged.result, name) };
      if (read?.kind === 'infra') return { kind: 'again', reason: read.reason };
      // What failed once may be kept as a result: it is not asked for again.
      return {
        kind: 'again',
        reason: `no report of the step came back${await lastWords(judged.result, remote, signal)}`,
      };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof RpcError) return asTried(judgeError(error));
      if (error instanceof ServerLie) return { kind: 'again', reason: error.message };
      throw error;
    }
  };

  return {
    async execute(action, signal, { fresh = false } = {}) {
      const job = planJob(action, options, programBlob);
      const tried = new Set<Server>();
      let reason = '';
      for (let attempts = 0; attempts < MOST_TRIES; attempts++) {
        if (attempts > 0) {
          report({ kind: 'repeated', endpoint: '' });
          await sleep(pause * 2 ** (attempts - 1), undefined, { signal });
        }
        const came = await pool.with(tried, async (server) => {
          report({ kind: 'begun', endpoint: server.name });
          const value = await attempt(job, server, fresh || attempts > 0, signal).finally(() =>
            report({ kind: 'ended', endpoint: server.name }),
          );
          tried.add(server);
          if (value.kind !== 'result') reason = `${server.name}: ${value.reason}`;
          return { ok: value.kind !== 'again', value };
        });
        if (came.kind === 'result') return came.result;
        if (came.kind === 'again') continue;
        if (!complained) note(`${reason}; nothing is repeated, see matrix.yaml: remote`);
        complained = true;
        break;
      }
      return { kind: 'infra', reason };
    },
  };

  async function carryOut(
    { wire, action }: PlannedJob,
    { channel, instance, name, watch, both }: Server,
    skipCache: boolean,
    signal: AbortSignal,
  ) {
    let waits = false;
    const onStage = (stage: 'queued' | 'executing') => {
      if (waits === (stage === 'queued')) return;
      waits = !waits;
      report({ kind: waits ? 'queued' : 'dequeued', endpoint: name });
    };
    const deadline = LONGEST_WAIT + 2 * action.limits.wall;
    const request = {
      instance,
      action: wire.digest,
      skipCache,
      inline: [REPORT],
      signal: both(watch.enter(), signal),
      deadline,
      onStage,
    };
    try {
      return await executeAction(channel, transport.decode, request);
    } finally {
      watch.leave();
      if (waits) report({ kind: 'dequeued', endpoint: name });
    }
  }

  async function lookUp({ channel, instance }: Server, digest: BlobDigest, signal: AbortSignal) {
    const request = { instanceName: instance, actionDigest: digest, inlineOutputFiles: [REPORT] };
    try {
      return await withRetries(
        () => channel.call('ActionCache/GetActionResult', request, { deadline: 10_000, signal }),
        signal,
      );
    } catch (error) {
      // A server without a cache is none the worse for that.
      const absent: readonly number[] = [CODE.notFound, CODE.unimplemented];
      if (error instanceof RpcError && absent.includes(error.code)) return null;
      throw error;
    }
  }

  async function send({ uploads }: PlannedJob, remote: RemoteBlobs, signal: AbortSignal): Promise<void> {
    const missing = await remote.findMissing(
      uploads.map(({ digest }) => digest),
      signal,
    );
    const hashes = new Set(missing.map(({ hash }) => hash));
    await remote.upload(
      uploads.filter(({ digest }) => hashes.has(digest.hash)),
      signal,
    );
  }

  /** Null where there is no report, or one that is not to be believed. */
  async function readResult(
    found: ActionResultMessage,
    job: PlannedJob,
    remote: RemoteBlobs,
    signal: AbortSignal,
  ): Promise<ActionResult | null> {
    const file = found.outputFiles.find(({ path }) => path === REPORT);
    if (!isDigest(file?.digest) || file.digest.sizeBytes > LARGEST_REPORT) return null;
    const bytes = file.contents?.length
      ? inline(file.contents, file.digest)
      : await fetchWhole(file.digest, remote, signal);
    const read = bytes && readReport(bytes, job.key, job.action);
    if (!read) return null;
    const wanted = read.blobs.filter((digest) => !blobs.has(toDigest(digest)));
    if (wanted.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) > MOST_BYTES) return null;
    await remote.download(wanted, (digest, content) => receiveBlob(blobs, digest, content), signal);
    if (!wanted.every((digest) => blobs.has(toDigest(digest))))
      throw new RpcError(CODE.dataLoss, 'the server lost an output');
    return read.result;
  }

  async function lastWords(
    { stderrRaw, stderrDigest }: ActionResultMessage,
    remote: RemoteBlobs,
    signal: AbortSignal,
  ): Promise<string> {
    const isSmall = isDigest(stderrDigest) && stderrDigest.sizeBytes > 0 && stderrDigest.sizeBytes < 1 << 16;
    const bytes = stderrRaw?.length
      ? stderrRaw
      : isSmall
        ? await fetchWhole(stderrDigest, remote, signal).catch(() => null)
        : null;
    const line = bytes ? Buffer.from(bytes).toString('utf8').trim().split('\n')[0]!.slice(0, 200) : '';
    return line === '' ? '' : `: ${line}`;
  }

  function inline(contents: Uint8Array, digest: BlobDigest): Uint8Array {
    if (digestOf(contents).hash !== digest.hash) throw new ServerLie('it sent a report with another digest');
    traffic.down += contents.length;
    return contents;
  }

  function planJob(action: Action, { propertiesOf }: RemoteExecutorOptions, step: Blob): PlannedJob {
    const key = actionKey(action);
    const job: Job = { format: JOB_FORMAT, key, action, store };
    const jobBlob = blobOf(Buffer.from(JSON.stringify(job)));
    const inputs = [...new Set(action.inputs.map(({ digest }) => digest))].map((digest) => ({
      digest: toBlobDigest(digest, blobs.sizeOf(digest)),
      path: blobs.pathOf(digest),
    }));
    const files = [
      { path: JOB_FILES.program, digest: step.digest },
      { path: JOB_FILES.job, digest: jobBlob.digest },
      ...inputs.map(({ digest }) => ({ path: `${JOB_FILES.inputs}/${digest.hash}`, digest })),
    ];
    const tree = buildTree(files, [], transport.encode);
    const command = {
      arguments: ['node', JOB_FILES.program],
      env: PROGRAM_ENV,
      outputs: [REPORT, JOB_FILES.outputs],
      properties: propertiesOf(action),
      timeout: Math.ceil((2 * action.limits.wall + SLACK) / 1000),
    };
    const wire = buildWireAction(command, tree, transport.encode);
    return { key, action, wire, uploads: [step, jobBlob, ...wire.blobs, ...inputs] };
  }
}

/** A server, its blobs, and who looks whether it is there. */
interface Server extends ExecutorEndpoint {
  readonly remote: RemoteBlobs;
  readonly watch: Watch;
  /** One signal for both, the same each time: a run has a million actions, and a combined signal is dear. */
  readonly both: (lost: AbortSignal, run: AbortSignal) => AbortSignal;
}

function openServer(endpoint: ExecutorEndpoint, { traffic, lookEvery }: RemoteExecutorOptions): Server {
  let last: { lost: AbortSignal; run: AbortSignal; signal: AbortSignal } | undefined;
  return {
    ...endpoint,
    remote: openRemoteBlobs(endpoint.channel, endpoint.instance, traffic),
    watch: watchServer(endpoint.channel, endpoint.instance, lookEvery),
    both(lost, run) {
      if (last?.lost !== lost || last.run !== run) {
        last = { lost, run, signal: AbortSignal.any([lost, run]) };
        // One listener a call that is under way.
        setMaxListeners(0, run, last.signal);
      }
      return last.signal;
    },
  };
}

/** An action as it is sent: its messages, and everything that has to be there before it can be carried out. */
interface PlannedJob {
  readonly key: string;
  readonly action: Action;
  readonly wire: WireAction;
  readonly uploads: readonly Upload[];
}

function asTried(judged: Judged): Tried {
  return judged.kind === 'done' ? { kind: 'again', reason: 'the server gave no result' } : judged;
}

/** Whether a result says something about the step. False: the worker was not fit for it. */
function isLasting(result: ActionResult): boolean {
  return result.kind !== 'infra';
}

function withWorker(result: ActionResult, { executionMetadata }: ActionResultMessage, name: string): ActionResult {
  if (result.kind === 'infra') return result;
  const worker = (executionMetadata?.worker || name).slice(0, 200);
  return { ...result, usage: { ...result.usage, worker } };
}

async function fetchWhole(digest: BlobDigest, remote: RemoteBlobs, signal: AbortSignal): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = [];
  let found = false;
  const take = async (_: BlobDigest, content: Uint8Array | AsyncIterable<Uint8Array>) => {
    if (content instanceof Uint8Array) pieces.push(content);
    else for await (const piece of content) pieces.push(piece);
    found = true;
  };
  await remote.download([digest], take, signal);
  return found ? Buffer.concat(pieces) : null;
}
