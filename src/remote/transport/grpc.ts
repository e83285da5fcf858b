import { join } from 'node:path';
import {
  Client,
  type ClientReadableStream,
  type ClientWritableStream,
  credentials,
  Metadata,
  type MethodDefinition,
  type ServiceDefinition,
  type ServiceError,
} from '@grpc/grpc-js';
import { loadSync, type MessageTypeDefinition, type PackageDefinition } from '@grpc/proto-loader';
import type { Decode, Encode } from '../form/messages.ts';
import { whyRefused } from './refused-connection.ts';
import type { CallOptions, Channel, Endpoint, Transport } from './transport.ts';

/** Where the definitions lie below emrift's own folder. */
const PROTOS = 'src/remote/protos';
const FILES = ['build/bazel/remote/execution/v2/remote_execution.proto', 'google/bytestream/bytestream.proto'];
const PACKAGE = 'build.bazel.remote.execution.v2';

/** Services of other packages. */
const GOOGLES: Readonly<Record<string, string>> = {
  ByteStream: 'google.bytestream.ByteStream',
  Operations: 'google.longrunning.Operations',
};

/** The largest message that is taken: what all servers known to emrift send at most. */
const LARGEST = 4 << 20;

type Method = MethodDefinition<object, object>;

/** Reads the definitions of the API; `folder` is emrift's own. */
export function loadDefinitions(folder: string): PackageDefinition {
  return loadSync(FILES, { includeDirs: [join(folder, PROTOS)], longs: Number, defaults: true });
}

/** Makes the error of a call that failed. */
export type Failure = (code: number, message: string) => Error;

/**
 * Opens what speaks gRPC. It is a bundle of its own, so that errors which others have to recognise are made by them. Throws the
 * system's error where emrift's own files are incomplete.
 */
export function openTransport(folder: string, failure: Failure): Transport {
  const definitions = loadDefinitions(folder);
  const message = (type: string) => definitions[`${PACKAGE}.${type}`] as MessageTypeDefinition<object, object>;
  const encode: Encode = (type, value) => message(type).serialize(value);
  const decode = ((type, bytes) => message(type).deserialize(Buffer.from(bytes))) as Decode;
  const methodOf = (name: string): Method => {
    const [service, call] = name.split('/') as [string, string];
    const full = GOOGLES[service] ?? `${PACKAGE}.${service}`;
    return (definitions[full] as ServiceDefinition)[call] as Method;
  };
  return { encode, decode, connect: (endpoint) => connect(endpoint, methodOf, failure) };
}

function connect({ address, tls, token }: Endpoint, methodOf: (name: string) => Method, failure: Failure): Channel {
  const secured = tls ? credentials.createSsl(tls.ca, tls.key, tls.cert) : credentials.createInsecure();
  const client = new Client(address, secured, {
    'grpc.max_receive_message_length': LARGEST,
    'grpc.max_send_message_length': LARGEST,
    'grpc.initial_reconnect_backoff_ms': 100,
    'grpc.max_reconnect_backoff_ms': 2_000,
    // Calls of two runs in one process are no reason to share what one of them may close.
    'grpc.use_local_subchannel_pool': 1,
  });
  const metadata = () => {
    const sent = new Metadata();
    if (token !== undefined) sent.set('authorization', `Bearer ${token}`);
    return sent;
  };
  const asError = (error: unknown) => explain(error, failure);
  const bounds = ({ deadline }: CallOptions) => ({ deadline: Date.now() + deadline });
  return {
    call(name, request, options) {
      const method = methodOf(name);
      return once(options.signal, asError, (done) =>
        client.makeUnaryRequest(
          method.path,
          method.requestSerialize,
          method.responseDeserialize,
          request,
          metadata(),
          bounds(options),
          done,
        ),
      ) as Promise<never>;
    },
    stream(name, request, options) {
      const method = methodOf(name);
      const open = () =>
        client.makeServerStreamRequest(
          method.path,
          method.requestSerialize,
          method.responseDeserialize,
          request,
          metadata(),
          bounds(options),
        );
      return readAll(open, options.signal, asError) as AsyncIterable<never>;
    },
    async write(pieces, options) {
      const method = methodOf('ByteStream/Write');
      const answer = await once(options.signal, asError, (done) => {
        const call = client.makeClientStreamRequest(
          method.path,
          method.requestSerialize,
          method.responseDeserialize,
          metadata(),
          bounds(options),
          done,
        );
        void sendAll(call, pieces);
        return call;
      });
      return (answer as { committedSize?: number }).committedSize ?? 0;
    },
    close: () => client.close(),
  };
}

interface Cancellable {
  cancel(): void;
}

/** A call that has one answer, ended by its signal. */
function once(
  signal: AbortSignal | undefined,
  asError: (error: unknown) => Error,
  start: (done: (error: ServiceError | null, answer?: object) => void) => Cancellable,
): Promise<object> {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const abort = () => {
      call.cancel();
      reject(signal!.reason);
    };
    const call = start((error, answer) => {
      signal?.removeEventListener('abort', abort);
      if (error || answer === undefined) reject(asError(error));
      else resolve(answer);
    });
    signal?.addEventListener('abort', abort, { once: true });
  });
}

async function* readAll(
  open: () => ClientReadableStream<object>,
  signal: AbortSignal | undefined,
  asError: (error: unknown) => Error,
) {
  signal?.throwIfAborted();
  const call = open();
  const abort = () => call.cancel();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    for await (const message of call) yield message;
  } catch (error) {
    signal?.throwIfAborted();
    throw asError(error);
  } finally {
    signal?.removeEventListener('abort', abort);
    call.cancel();
  }
}

/** Sends pieces as fast as the server takes them; where the call has ended, the rest is of no use to anybody. */
async function sendAll(call: ClientWritableStream<object>, pieces: AsyncIterable<object>): Promise<void> {
  call.on('error', () => {});
  try {
    for await (const piece of pieces) {
      if (call.destroyed) return;
      if (!call.write(piece)) {
        await new Promise<void>((resolve) => {
          for (const event of ['drain', 'close', 'error', 'finish']) call.once(event, resolve);
        });
      }
    }
    call.end();
  } catch {
    // The file could not be read: the server gets no end, and the call fails.
    call.cancel();
  }
}

/** Numbers of `CODE`, of which this bundle has no copy. */
const [UNAVAILABLE, UNAUTHENTICATED] = [14, 16];

/** Code 2 (unknown) is what gRPC itself says of an end without a word. */
function explain(error: unknown, failure: Failure): Error {
  const { code, details, message } = (error ?? {}) as Partial<ServiceError>;
  if (typeof code !== 'number') return error instanceof Error ? error : failure(2, 'no answer');
  const refused = code === UNAVAILABLE && details ? whyRefused(details) : null;
  if (refused !== null) return failure(UNAUTHENTICATED, refused);
  return failure(code, (details || message || `code ${code}`).split('\n')[0]!.slice(0, 300));
}
