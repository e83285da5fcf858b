import { setTimeout as sleep } from 'node:timers/promises';
import type { BlobDigest, Decode, ExecuteResponse, Operation } from '../form/messages.ts';
import { type Channel, CODE, RpcError } from '../transport/transport.ts';

/** What is executed where. */
export interface ExecutionRequest {
  readonly instance: string;
  readonly action: BlobDigest;
  /** Whether it is carried out though the server has its result. False: the server may look. */
  readonly skipCache: boolean;
  /** Outputs whose content the server may send along. */
  readonly inline: readonly string[];
  readonly signal: AbortSignal;
  /** Milliseconds after which nothing is expected any more. */
  readonly deadline: number;
  /** Called when the server says that it waits, or carries the action out. */
  readonly onStage?: ((stage: 'queued' | 'executing') => void) | undefined;
  /** How often a server that says nothing is asked whether it is still there, in milliseconds; by default 15 seconds. */
  readonly lookEvery?: number | undefined;
}

const LOOK_EVERY = 15_000;
/** How long a server may take to say that it is there, and to be told that nobody waits any more; milliseconds. */
const LOOK_DEADLINE = 20_000;
const CANCEL_DEADLINE = 1_000;
/** How often a stream that ended early is taken up again. */
const MOST_WAITS = 5;

/**
 * Executes an action and waits for its end, however often the stream is lost while the server knows the operation. Rejects with
 * `RpcError` where the server does not say what became of it, and with what the signal aborts with; then the server is asked
 * to stop.
 */
export async function executeAction(
  channel: Channel,
  decode: Decode,
  request: ExecutionRequest,
): Promise<ExecuteResponse> {
  const { instance, action, skipCache, inline, signal, deadline, onStage, lookEvery = LOOK_EVERY } = request;
  const lost = new AbortController();
  const both = AbortSignal.any([signal, lost.signal]);
  const options = { deadline, signal: both };
  let name: string | null = null;
  const follow = async (operations: AsyncIterable<Operation>): Promise<ExecuteResponse | null> => {
    for await (const operation of operations) {
      name = operation.name || name;
      if (operation.done) return readEnd(operation, decode);
      if (onStage) reportStage(operation, decode, onStage);
    }
    return null;
  };
  const start = () =>
    follow(
      channel.stream(
        'Execution/Execute',
        {
          instanceName: instance,
          actionDigest: action,
          inlineOutputFiles: inline,
          ...(skipCache && { skipCacheLookup: true as const }),
        },
        options,
      ),
    );
  const watching = new AbortController();
  const onLost = () => lost.abort(new RpcError(CODE.unavailable, 'the server fell silent'));
  void watch(channel, instance, lookEvery, watching.signal, onLost);
  try {
    let ended = await start().catch((error: unknown) => {
      if (name === null || !isInterruption(error)) throw error;
      return null;
    });
    for (let waits = 0; ended === null && name !== null && waits < MOST_WAITS; waits++) {
      await sleep(100 * 2 ** waits, undefined, { signal: both });
      ended = await follow(channel.stream('Execution/WaitExecution', { name }, options));
    }
    if (ended === null) throw new RpcError(CODE.unavailable, 'the execution ended without a result');
    return ended;
  } catch (error) {
    // Leaving the stream ends nothing: what runs is to be stopped by its name, where the server can do so.
    if (both.aborted && name !== null) await cancel(channel, name);
    signal.throwIfAborted();
    throw lost.signal.aborted ? lost.signal.reason : error;
  } finally {
    watching.abort();
  }
}

async function cancel(channel: Channel, name: string): Promise<void> {
  await channel.call('Operations/CancelOperation', { name }, { deadline: CANCEL_DEADLINE }).catch(() => {});
}

/** A stream that was cut off; the operation may go on. */
function isInterruption(error: unknown): boolean {
  return error instanceof RpcError && error.code === CODE.unavailable;
}

/** Asks a server whether it is there, as long as something is waited for; one that does not answer is lost. */
async function watch(
  channel: Channel,
  instance: string,
  lookEvery: number,
  signal: AbortSignal,
  onLost: () => void,
): Promise<void> {
  try {
    for (;;) {
      await sleep(lookEvery, undefined, { signal, ref: false });
      await channel.call(
        'Capabilities/GetCapabilities',
        { instanceName: instance },
        { deadline: Math.min(LOOK_DEADLINE, 2 * lookEvery), signal },
      );
    }
  } catch (error) {
    if (!signal.aborted && error instanceof RpcError && LOST.includes(error.code)) onLost();
  }
}

const LOST: readonly number[] = [CODE.unavailable, CODE.deadlineExceeded];

function readEnd({ error, response }: Operation, decode: Decode): ExecuteResponse {
  if (error) return { status: error };
  if (!response) throw new RpcError(CODE.internal, 'the execution ended without an answer');
  return decode('ExecuteResponse', response.value);
}

function reportStage({ metadata }: Operation, decode: Decode, onStage: (stage: 'queued' | 'executing') => void): void {
  if (!metadata?.type_url.endsWith('ExecuteOperationMetadata')) return;
  const { stage } = decode('ExecuteOperationMetadata', metadata.value);
  if (stage === 2) onStage('queued');
  if (stage === 3) onStage('executing');
}
