import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Action, ActionResult, Executor } from '../../model/action.ts';
import type { Traffic } from '../../remote/client/blob-store.ts';
import { executeAction } from '../../remote/client/execution.ts';
import { ServerLie } from '../../remote/client/lie.ts';
import { withRetries } from '../../remote/client/retry.ts';
import { blobOf } from '../../remote/form/digest.ts';
import type { ActionResultMessage, BlobDigest, NamedValue } from '../../remote/form/messages.ts';
import { CODE, RpcError, type Transport } from '../../remote/transport/transport.ts';
import { isMachineError } from '../../system/machine-error.ts';
import type { Blobs } from '../storage/blobs.ts';
import { type Judged, judgeError, judgeResponse } from './judge-execution.ts';
import { type ExecutorEndpoint, openServer, type Server, sendMissing } from './open-server.ts';
import { openJobPlanner, type PlannedJob } from './plan-job.ts';
import { openPool } from './pool.ts';
import { REPORT } from './print-report.ts';
import { openResultReader } from './read-result.ts';
import type { SentToolchain } from './sent-toolchains.ts';

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
  /** The toolchains of an action, where they go with it; without it workers have a store of their own. */
  readonly toolchainsOf?: (action: Action) => Promise<readonly SentToolchain[]>;
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
/** Waiting for a worker has no limit of its own; this one only ends what nobody will. Milliseconds. */
const LONGEST_WAIT = 6 * 3_600_000;

/** What came of one try. */
type Tried =
  | { readonly kind: 'result'; readonly result: ActionResult }
  | { readonly kind: 'again' | 'refused'; readonly reason: string };

/**
 * Carries out actions on workers behind servers of the Remote Execution API. What a server, a worker or the network does to an
 * action is tried again elsewhere, with a bound, and nothing is thrown for it; only a report of the step's own program is a result.
 */
export function createRemoteExecutor(options: RemoteExecutorOptions): Executor {
  const { transport, blobs, traffic, note, report = () => {}, pause = PAUSE } = options;
  const planJob = openJobPlanner({ ...options, program: blobOf(options.program) });
  const pool = openPool(options.endpoints.map((endpoint) => openServer(endpoint, traffic, options.lookEvery)));
  const reader = openResultReader(blobs, traffic);
  let complained = false;
  let known: AbortSignal | undefined;

  const attempt = async (
    job: PlannedJob,
    server: Server,
    { skipCache, again }: { readonly skipCache: boolean; readonly again: boolean },
    signal: AbortSignal,
  ): Promise<Tried> => {
    const { name, remote } = server;
    try {
      if (!skipCache) {
        const found = await lookUp(server, job.wire.digest, signal);
        const read = found && (await reader.result(found, job, remote, signal));
        if (read && isLasting(read)) {
          report({ kind: 'hit', endpoint: name });
          return { kind: 'result', result: withWorker(read, found, name) };
        }
      }
      for (const toolchain of job.toolchains) await server.sendToolchain(toolchain, again, signal);
      await sendMissing(job.uploads, remote, signal);
      const judged = judgeResponse(await carryOut(job, server, skipCache, signal));
      if (judged.kind !== 'done') return judged;
      const read = await reader.result(judged.result, job, remote, signal);
      if (read && isLasting(read)) return { kind: 'result', result: withWorker(read, judged.result, name) };
      if (read?.kind === 'infra') return { kind: 'again', reason: read.reason };
      // What failed once may be kept as a result: it is not asked for again.
      const said = await reader.lastWords(judged.result, remote, signal);
      return { kind: 'again', reason: `no report of the step came back${said}` };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof RpcError) return asTried(judgeError(error));
      if (error instanceof ServerLie) return { kind: 'again', reason: error.message };
      // This machine is at fault (a full disk): no other server helps.
      if (isMachineError(error)) return { kind: 'result', result: { kind: 'infra', reason: (error as Error).message } };
      throw error;
    }
  };

  const carryOut = async (
    { wire, action }: PlannedJob,
    { channel, instance, name, watch, both }: Server,
    skipCache: boolean,
    signal: AbortSignal,
  ) => {
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
  };

  return {
    async execute(action, signal, { fresh = false } = {}) {
      // One listener a call that is under way.
      if (signal !== known) setMaxListeners(0, signal);
      known = signal;
      const toolchains = options.toolchainsOf ? await toolchainsFor(action, options.toolchainsOf) : null;
      if (toolchains && 'reason' in toolchains) return { kind: 'infra', reason: toolchains.reason };
      const job = planJob(action, toolchains);
      const tried = new Set<Server>();
      let reason = '';
      for (let attempts = 0; attempts < MOST_TRIES; attempts++) {
        const again = attempts > 0;
        if (again) {
          report({ kind: 'repeated', endpoint: '' });
          await sleep(pause * 2 ** (attempts - 1), undefined, { signal });
        }
        const came = await pool.with(tried, async (server) => {
          report({ kind: 'begun', endpoint: server.name });
          const value = await attempt(job, server, { skipCache: fresh || again, again }, signal).finally(() =>
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

/** The toolchains that go with an action, or why they cannot. */
async function toolchainsFor(
  action: Action,
  toolchainsOf: NonNullable<RemoteExecutorOptions['toolchainsOf']>,
): Promise<readonly SentToolchain[] | { readonly reason: string }> {
  try {
    return await toolchainsOf(action);
  } catch (error) {
    if (isMachineError(error)) return { reason: (error as Error).message };
    throw error;
  }
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
