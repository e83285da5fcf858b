import { setMaxListeners } from 'node:events';
import type { Action, Exited, LimitStruck } from '../../model/action.ts';
import { openRemoteBlobs, type Traffic } from '../../remote/client/blob-store.ts';
import { ServerLie } from '../../remote/client/lie.ts';
import { withRetries } from '../../remote/client/retry.ts';
import { blobOf, toBlobDigest, toDigest } from '../../remote/form/digest.ts';
import type { ActionResultMessage } from '../../remote/form/messages.ts';
import { buildTree } from '../../remote/form/tree.ts';
import { buildWireAction, prepareCommand, type WireAction } from '../../remote/form/wire-action.ts';
import { type Channel, CODE, RpcError, type Transport } from '../../remote/transport/transport.ts';
import { isKept } from '../action-cache.ts';
import type { SharedCache } from '../shared-cache.ts';
import type { Blobs } from '../storage/blobs.ts';
import { openGate } from './gate.ts';
import { sendMissing } from './open-server.ts';
import { printReport, REPORT } from './print-report.ts';
import { MOST_BYTES, missingOf, openResultReader, sizeOf } from './read-result.ts';
import { receiveBlob } from './receive-blob.ts';

/** A cache on a server, and what of it is used. */
export interface RemoteCacheOptions {
  readonly transport: Transport;
  readonly channel: Channel;
  readonly instance: string;
  /** What the server is called in the line that says that it is left alone. */
  readonly name: string;
  readonly blobs: Blobs;
  /** Whether results are taken from it. False: it is only written. */
  readonly reads: boolean;
  /** Whether results are put there. False: it is only read. */
  readonly writes: boolean;
  /** Takes the one line about a server that is left alone. */
  readonly note: (line: string) => void;
  readonly traffic: Traffic;
  /** Milliseconds that the server may take to look up a result; by default 3 seconds. */
  readonly lookup?: number;
}

/** A lookup that takes longer costs more than many a step, in milliseconds. */
const LOOKUP = 3_000;
/** How many results are on their way to the server at a time. */
const UPLOADS = 8;

/**
 * Opens a cache on a server of the Remote Execution API. It never changes a result and never ends a run: from the first time
 * on that it is down, slow, full or answers what cannot be true it is left alone, with one line.
 */
export function openRemoteCache(options: RemoteCacheOptions): SharedCache {
  const { transport, channel, instance, name, blobs, note, traffic } = options;
  const remote = openRemoteBlobs(channel, instance, traffic);
  const reader = openResultReader(blobs, traffic);
  const stopped = new AbortController();
  setMaxListeners(0, stopped.signal);
  const gate = openGate(UPLOADS);
  const underWay = new Set<Promise<void>>();
  const emptyTree = buildTree([], [], transport.encode);
  const off = { reads: !options.reads, writes: !options.writes };

  const leaveAlone = (what: 'reads' | 'writes', error: unknown) => {
    if (off[what]) return;
    // A server that only refuses to be written to is still read.
    off.writes = true;
    if (what === 'reads' || isBroken(error)) off.reads = true;
    note(`${name} is ${off.reads ? 'left alone' : 'no longer written to'}: ${explain(error)}`);
  };

  const lookUp = async (action: WireAction, signal: AbortSignal): Promise<ActionResultMessage | null> => {
    const request = { instanceName: instance, actionDigest: action.digest, inlineOutputFiles: [REPORT] };
    const call = () =>
      channel.call('ActionCache/GetActionResult', request, { deadline: options.lookup ?? LOOKUP, signal });
    try {
      return await withRetries(call, signal);
    } catch (error) {
      if (error instanceof RpcError && error.code === CODE.notFound) return null;
      throw error;
    }
  };

  const fetch = async (key: string, action: Action, signal: AbortSignal): Promise<Exited | LimitStruck | null> => {
    const found = await lookUp(wireAction(key, emptyTree, transport), signal);
    if (!found) return null;
    const report = await reader.report(found, key, action, remote, signal);
    if (report === 'lost') return null;
    if (report === 'none') throw new ServerLie('its result has no report');
    if (report === 'other' || report.result.kind === 'infra') throw new ServerLie('its report is of another action');
    if (report.result.kind === 'limit' && !isKept(action, report.result)) return null;
    const wanted = missingOf(report, blobs);
    if (sizeOf(wanted) > MOST_BYTES) throw new ServerLie('its outputs are too large');
    if (wanted.length > 0 && (await remote.findMissing(wanted, signal)).length > 0) return null;
    await remote.download(wanted, (digest, content) => receiveBlob(blobs, digest, content), signal);
    return wanted.every((digest) => blobs.has(toDigest(digest))) ? report.result : null;
  };

  const send = async (key: string, result: Exited | LimitStruck): Promise<void> => {
    const { signal } = stopped;
    const outputs = result.kind === 'exited' ? result.outputs : [];
    const digestOf = (node: (typeof outputs)[number]) => toBlobDigest(node.digest, blobs.sizeOf(node.digest));
    const report = blobOf(Buffer.from(printReport(key, withoutWorker(result), (node) => blobs.sizeOf(node.digest))));
    const action = wireAction(key, emptyTree, transport);
    const uploads = [
      report,
      ...action.blobs,
      ...outputs.map((node) => ({ digest: digestOf(node), path: blobs.pathOf(node.digest) })),
    ];
    await sendMissing(uploads, remote, signal);
    const actionResult: ActionResultMessage = {
      outputFiles: [
        { path: REPORT, digest: report.digest },
        // Named so that the server keeps them as long as the report.
        ...outputs.map((node) => ({ path: `out/${node.path}`, digest: digestOf(node) })),
      ],
    };
    const request = { instanceName: instance, actionDigest: action.digest, actionResult };
    await withRetries(
      () => channel.call('ActionCache/UpdateActionResult', request, { deadline: 10_000, signal }),
      signal,
    );
  };

  return {
    async find(key, action, signal) {
      if (off.reads) return null;
      try {
        return await fetch(key, action, signal);
      } catch (error) {
        signal.throwIfAborted();
        leaveAlone('reads', error);
        return null;
      }
    },
    keep(key, action, result) {
      if (off.writes || !isKept(action, result)) return;
      const work = gate(async () => {
        if (!off.writes) await send(key, result);
      }).catch((error) => leaveAlone('writes', error));
      underWay.add(work);
      void work.finally(() => underWay.delete(work));
    },
    async flush() {
      await Promise.all(underWay);
    },
  };
}

/**
 * The action under which a result is shared. emrift's own key is all that an action is made of, toolchains and inputs by their
 * digests, so the key is all that this one has to say; inputs are not sent for it.
 */
function wireAction(key: string, tree: Parameters<typeof buildWireAction>[1], { encode }: Transport): WireAction {
  const command = {
    arguments: ['emrift-step', key],
    env: {},
    outputs: [REPORT, 'out'],
    properties: [{ name: 'emrift-report', value: '1' }],
  };
  return buildWireAction(prepareCommand(command, encode), tree, encode);
}

/** Where it ran is of no use to others. */
function withoutWorker<T extends Exited | LimitStruck>(result: T): T {
  const { worker: _, ...usage } = result.usage;
  return { ...result, usage };
}

/** Whether an error of writing says that reading is in vain too. False: the server may be full or read-only. */
function isBroken(error: unknown): boolean {
  if (error instanceof ServerLie) return true;
  const inVain: readonly number[] = [CODE.unavailable, CODE.deadlineExceeded, CODE.unauthenticated, CODE.unimplemented];
  return error instanceof RpcError && inVain.includes(error.code);
}

function explain(error: unknown): string {
  if (error instanceof RpcError && error.code === CODE.deadlineExceeded) return 'it does not answer in time';
  return (error as Error).message.split('\n')[0]!.slice(0, 200);
}
