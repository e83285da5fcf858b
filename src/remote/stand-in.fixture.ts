import { Server, ServerCredentials, type ServiceDefinition } from '@grpc/grpc-js';
import { sha256 } from '../model/canonical.ts';
import { ownFolder } from '../system/own-folder.ts';
import type { ActionResultMessage, BlobDigest } from './form/messages.ts';
import { loadDefinitions } from './transport/grpc.ts';
import { CODE } from './transport/transport.ts';

/** What a stand-in server is to do wrong, by call (`GetActionResult`): a code, never to answer, or an answer of its own. */
export type Fault =
  | { readonly code: number; readonly message?: string }
  | { readonly hang: true }
  | { readonly answer: (request: never) => unknown };

/** A server of the Remote Execution API in this process, which keeps everything in memory and does wrong what it is asked to. */
export interface StandIn {
  /** `grpc://127.0.0.1:PORT`, or `grpcs://localhost:PORT` where it has certificates. */
  readonly url: string;
  readonly blobs: Map<string, Buffer>;
  readonly results: Map<string, ActionResultMessage>;
  /** How often each call was made. */
  readonly calls: Map<string, number>;
  /** What the headers of the last call said. */
  readonly authorization: () => string | undefined;
  /** Gives the fault of a call by its name and number, the first being 1; undefined for none. */
  fault: (name: string, number: number) => Fault | undefined;
  /** The names of operations that were cancelled. */
  readonly cancelled: string[];
  /** What WaitExecution answers with. */
  wait?: (name: string, send: (operation: object) => void) => Promise<void>;
  /** What a stream of a blob answers with, instead of its bytes. */
  read?: (name: string, send: (data: Buffer) => void, cancelled: AbortSignal) => Promise<void>;
  /** Carries out an action; without it Execute is not there. */
  execute?: (action: BlobDigest, send: (operation: object) => void, cancelled: AbortSignal) => Promise<void>;
  close(): Promise<void>;
}

const PACKAGE = 'build.bazel.remote.execution.v2';

type Call = {
  request: Record<string, never>;
  metadata: { get(name: string): unknown[] };
  on(event: string, then: () => void): void;
};
type Stream = Call & {
  write(message: object): void;
  end(): void;
  destroy(error: Error): void;
  emit(name: string, error: Error): void;
};
type Done = (error: object | null, answer?: unknown) => void;

/** Starts one on a free port. */
export async function startStandIn(credentials = ServerCredentials.createInsecure()): Promise<StandIn> {
  const definitions = loadDefinitions(ownFolder());
  const blobs = new Map<string, Buffer>();
  const results = new Map<string, ActionResultMessage>();
  const calls = new Map<string, number>();
  const cancelled: string[] = [];
  let authorization: string | undefined;
  const hanging = new Set<() => void>();
  const server = new Server({ 'grpc.max_receive_message_length': 64 << 20 });

  const meet = (name: string, call: Call): Fault | undefined => {
    calls.set(name, (calls.get(name) ?? 0) + 1);
    authorization = call.metadata.get('authorization')[0] as string | undefined;
    return standIn.fault(name, calls.get(name)!);
  };
  const unary =
    (name: string, answer: (request: never) => unknown) =>
    (call: Call, done: Done): void => {
      const fault = meet(name, call);
      if (fault && 'hang' in fault) {
        hanging.add(() => done({ code: CODE.cancelled }));
        return;
      }
      if (fault && 'code' in fault) {
        done({ code: fault.code, details: fault.message ?? 'injected' });
        return;
      }
      try {
        done(null, (fault?.answer ?? answer)(call.request as never));
      } catch (error) {
        done(error as object);
      }
    };
  const streaming =
    (name: string, work: (call: Stream) => Promise<void>) =>
    (call: Stream): void => {
      const fault = meet(name, call);
      if (fault && 'hang' in fault) return;
      if (fault && 'code' in fault) {
        call.emit(
          'error',
          Object.assign(new Error('injected'), { code: fault.code, details: fault.message ?? 'injected' }),
        );
        return;
      }
      if (fault) {
        for (const message of fault.answer(call.request as never) as Iterable<object>) call.write(message);
        call.end();
        return;
      }
      void work(call);
    };
  const add = (name: string, handlers: object) =>
    server.addService(definitions[name] as ServiceDefinition, handlers as never);
  const notFound = () => Object.assign(new Error('not found'), { code: CODE.notFound, details: 'not found' });

  add(`${PACKAGE}.Capabilities`, {
    GetCapabilities: unary('GetCapabilities', () => ({
      cacheCapabilities: { digestFunctions: [1], actionCacheUpdateCapabilities: { updateEnabled: true } },
      executionCapabilities: { digestFunction: 1, execEnabled: standIn.execute !== undefined },
    })),
  });
  add(`${PACKAGE}.ActionCache`, {
    GetActionResult: unary('GetActionResult', ({ actionDigest }: { actionDigest: BlobDigest }) => {
      const result = results.get(actionDigest.hash);
      if (!result) throw notFound();
      return result;
    }),
    UpdateActionResult: unary(
      'UpdateActionResult',
      ({ actionDigest, actionResult }: { actionDigest: BlobDigest; actionResult: ActionResultMessage }) => {
        results.set(actionDigest.hash, actionResult);
        return actionResult;
      },
    ),
  });
  add(`${PACKAGE}.ContentAddressableStorage`, {
    FindMissingBlobs: unary('FindMissingBlobs', ({ blobDigests }: { blobDigests: BlobDigest[] }) => ({
      missingBlobDigests: blobDigests.filter(({ hash }) => !blobs.has(hash)),
    })),
    BatchUpdateBlobs: unary(
      'BatchUpdateBlobs',
      ({ requests }: { requests: { digest: BlobDigest; data: Buffer }[] }) => ({
        responses: requests.map(({ digest, data }) => {
          if (sha256(data) !== digest.hash)
            return { digest, status: { code: CODE.invalidArgument, message: 'digest' } };
          blobs.set(digest.hash, Buffer.from(data));
          return { digest, status: {} };
        }),
      }),
    ),
    BatchReadBlobs: unary('BatchReadBlobs', ({ digests }: { digests: BlobDigest[] }) => ({
      responses: digests.map((digest) => {
        const data = blobs.get(digest.hash);
        return data ? { digest, data, status: {} } : { digest, status: { code: CODE.notFound } };
      }),
    })),
  });
  add('google.bytestream.ByteStream', {
    Read: streaming('Read', async (call) => {
      const { resourceName } = call.request as unknown as { resourceName: string };
      if (standIn.read) {
        const control = new AbortController();
        call.on('cancelled', () => control.abort());
        await standIn.read(resourceName, (data) => call.write({ data }), control.signal);
        return call.end();
      }
      const data = blobs.get(resourceName.split('/').at(-2)!);
      if (!data) return void call.emit('error', notFound());
      for (let at = 0; at < data.length; at += 1 << 18) call.write({ data: data.subarray(at, at + (1 << 18)) });
      call.end();
    }),
    Write: (call: Stream & AsyncIterable<{ resourceName: string; data: Buffer }>, done: Done) => {
      const fault = meet('Write', call);
      if (fault && 'code' in fault) return done({ code: fault.code, details: 'injected' });
      void (async () => {
        const pieces: Buffer[] = [];
        let hash = '';
        for await (const { resourceName, data } of call) {
          if (resourceName) hash = resourceName.split('/').at(-2)!;
          pieces.push(Buffer.from(data));
        }
        const whole = Buffer.concat(pieces);
        if (sha256(whole) !== hash) return done({ code: CODE.invalidArgument, details: 'digest' });
        blobs.set(hash, whole);
        done(null, { committedSize: whole.length });
      })();
    },
  });
  const run = (call: Stream) => {
    const control = new AbortController();
    call.on('cancelled', () => control.abort());
    const { actionDigest } = call.request as unknown as { actionDigest: BlobDigest };
    if (!standIn.execute) {
      call.emit('error', Object.assign(new Error('none'), { code: CODE.unimplemented, details: 'no execution' }));
      return Promise.resolve();
    }
    return standIn
      .execute(actionDigest, (operation) => call.write(operation), control.signal)
      .then(
        () => call.end(),
        (error) => call.emit('error', error),
      );
  };
  add(`${PACKAGE}.Execution`, {
    Execute: streaming('Execute', run),
    WaitExecution: streaming('WaitExecution', async (call) => {
      const { name } = call.request as unknown as { name: string };
      if (!standIn.wait) return void call.emit('error', notFound());
      await standIn.wait(name, (operation) => call.write(operation));
      call.end();
    }),
  });
  add('google.longrunning.Operations', {
    CancelOperation: unary('CancelOperation', ({ name }: { name: string }) => {
      cancelled.push(name);
      return {};
    }),
  });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', credentials, (error, bound) => (error ? reject(error) : resolve(bound))),
  );
  const standIn: StandIn = {
    url: credentials._isSecure() ? `grpcs://localhost:${port}` : `grpc://127.0.0.1:${port}`,
    blobs,
    results,
    calls,
    cancelled,
    authorization: () => authorization,
    fault: () => undefined,
    close: async () => {
      for (const release of hanging) release();
      server.forceShutdown();
    },
  };
  return standIn;
}
