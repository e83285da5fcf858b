import type { Calls, Decode, Encode, StreamCalls, WriteRequest } from '../form/messages.ts';

/** Where a server is and how it is reached. */
export interface Endpoint {
  /** `host:port`. */
  readonly address: string;
  readonly instance: string;
  /** Null for a connection in plain text. */
  readonly tls: Tls | null;
  /** Sent with each call as a bearer token. */
  readonly token: string | undefined;
}

/** Certificates in PEM; those of this side are for servers that ask who calls. */
export interface Tls {
  readonly ca: Buffer | null;
  readonly cert: Buffer | null;
  readonly key: Buffer | null;
}

/** Bounds on one call. */
export interface CallOptions {
  /** Milliseconds until it is given up. */
  readonly deadline: number;
  readonly signal?: AbortSignal | undefined;
}

/** A connection to one server, which is made when it is first needed. */
export interface Channel {
  /** Makes a call that has one answer. Rejects with `RpcError`, or with what the signal aborts with. */
  call<C extends keyof Calls>(
    name: C,
    request: Calls[C]['request'],
    options: CallOptions,
  ): Promise<Calls[C]['response']>;
  /** Makes a call that answers with a stream. Throws `RpcError` on the way; leaving the loop cancels the call. */
  stream<C extends keyof StreamCalls>(
    name: C,
    request: StreamCalls[C]['request'],
    options: CallOptions,
  ): AsyncIterable<StreamCalls[C]['response']>;
  /** Sends a blob in pieces; gives how many bytes the server has. Rejects with `RpcError`. */
  write(pieces: AsyncIterable<WriteRequest>, options: CallOptions): Promise<number>;
  close(): void;
}

/** What speaks gRPC and Protocol Buffers. */
export interface Transport {
  readonly encode: Encode;
  readonly decode: Decode;
  connect(endpoint: Endpoint): Channel;
}

/** Codes of gRPC by number (google/rpc/code.proto). */
export const CODE = {
  ok: 0,
  cancelled: 1,
  unknown: 2,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  permissionDenied: 7,
  resourceExhausted: 8,
  failedPrecondition: 9,
  aborted: 10,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
  dataLoss: 15,
  unauthenticated: 16,
} as const;

/** A call that failed. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}
