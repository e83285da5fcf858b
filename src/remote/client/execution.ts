import { setTimeout as sleep } from 'node:timers/promises';
import type { BlobDigest, Decode, ExecuteResponse, Operation } from '../form/messages.ts';
import { type Channel, CODE, RpcError } from '../transport/transport.ts';
import { ServerLie } from './lie.ts';

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
}

/** How long a server may take to hear that nobody waits any more, in milliseconds. */
const CANCEL_DEADLINE = 1_000;
/** How often a stream that ended early is taken up again. */
const MOST_WAITS = 5;
/** How often a server may say that it is not done: servers say so at each change, and some each second, for six hours. */
const MOST_MESSAGES = 100_000;

/**
 * Executes an action and waits for its end, however often the stream is lost while the server knows the operation. Rejects with
 * `RpcError` where the server does not say what became of it, with `ServerLie` where it says what cannot be, and with what the
 * signal aborts with; then the server is asked to stop. What the signal aborts with may be that the server is lost (`watchServer`).
 */
export async function executeAction(
  channel: Channel,
  decode: Decode,
  request: ExecutionRequest,
): Promise<ExecuteResponse> {
  const { instance, action, skipCache, inline, signal, deadline, onStage } = request;
  const options = { deadline, signal };
  let name: string | null = null;
  let said = 0;
  const follow = async (operations: AsyncIterable<Operation>): Promise<ExecuteResponse | null> => {
    for await (const operation of operations) {
      if (++said > MOST_MESSAGES) throw new ServerLie('it says without end that it is not done');
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
  try {
    let ended = await start().catch((error: unknown) => {
      if (name === null || !isInterruption(error)) throw error;
      return null;
    });
    for (let waits = 0; ended === null && name !== null && waits < MOST_WAITS; waits++) {
      await sleep(100 * 2 ** waits, undefined, { signal });
      ended = await follow(channel.stream('Execution/WaitExecution', { name }, options));
    }
    if (ended === null) throw new RpcError(CODE.unavailable, 'the execution ended without a result');
    return ended;
  } catch (error) {
    // Leaving the stream ends nothing: what runs is to be stopped by its name, where the server can do so.
    if (signal.aborted && name !== null) await cancel(channel, name);
    signal.throwIfAborted();
    throw error;
  }
}

async function cancel(channel: Channel, name: string): Promise<void> {
  await channel.call('Operations/CancelOperation', { name }, { deadline: CANCEL_DEADLINE }).catch(() => {});
}

/** A stream that was cut off; the operation may go on. */
function isInterruption(error: unknown): boolean {
  return error instanceof RpcError && error.code === CODE.unavailable;
}

function readEnd({ error, response }: Operation, decode: Decode): ExecuteResponse {
  if (error) return { status: error };
  if (!response) throw new RpcError(CODE.internal, 'the execution ended without an answer');
  return decodeSaid(() => decode('ExecuteResponse', response.value));
}

function reportStage({ metadata }: Operation, decode: Decode, onStage: (stage: 'queued' | 'executing') => void): void {
  if (!metadata?.type_url.endsWith('ExecuteOperationMetadata')) return;
  const { stage } = decodeSaid(() => decode('ExecuteOperationMetadata', metadata.value));
  if (stage === 2) onStage('queued');
  if (stage === 3) onStage('executing');
}

/** A message inside of another one, which gRPC itself does not read. */
function decodeSaid<T>(read: () => T): T {
  try {
    return read();
  } catch {
    throw new ServerLie('it sent a message that is none');
  }
}
