/**
 * The messages of the Remote Execution API v2 that emrift sends and reads, as far as it uses them
 * (`protos/build/bazel/remote/execution/v2/remote_execution.proto` says what each member means). Members that may be
 * left out are never sent with their default value, for that would be other bytes.
 */

/** A blob: 64 hex digits of its SHA-256, and how many bytes it has. */
export interface BlobDigest {
  readonly hash: string;
  readonly sizeBytes: number;
}

/** A name and a value: a variable of the environment, or a property of a platform. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

/** What is to be run. */
export interface CommandMessage {
  readonly arguments: readonly string[];
  readonly environmentVariables: readonly NamedValue[];
  readonly outputPaths: readonly string[];
  readonly platform?: { readonly properties: readonly NamedValue[] };
  readonly workingDirectory?: string;
}

/** One level of a tree of inputs. */
export interface DirectoryMessage {
  readonly files: readonly { readonly name: string; readonly digest: BlobDigest; readonly isExecutable?: true }[];
  readonly directories: readonly { readonly name: string; readonly digest: BlobDigest }[];
  readonly symlinks: readonly { readonly name: string; readonly target: string }[];
}

/** What is run on which inputs; its digest is the key of its result. */
export interface ActionMessage {
  readonly commandDigest: BlobDigest;
  readonly inputRootDigest: BlobDigest;
  readonly timeout?: { readonly seconds: number };
  readonly doNotCache?: true;
  readonly platform?: { readonly properties: readonly NamedValue[] };
}

/** A file that an action left. */
export interface OutputFile {
  readonly path: string;
  readonly digest?: BlobDigest | null;
  readonly isExecutable?: boolean;
  /** Its content, where the server sends it along. */
  readonly contents?: Uint8Array;
}

/** What became of an action. */
export interface ActionResultMessage {
  readonly outputFiles: readonly OutputFile[];
  readonly exitCode?: number;
  readonly stdoutRaw?: Uint8Array;
  readonly stdoutDigest?: BlobDigest | null;
  readonly stderrRaw?: Uint8Array;
  readonly stderrDigest?: BlobDigest | null;
  readonly executionMetadata?: { readonly worker?: string } | null;
}

/** How something ended, in gRPC's codes (google/rpc/status.proto); 0 is success. */
export interface StatusMessage {
  readonly code?: number;
  readonly message?: string;
  readonly details?: readonly AnyMessage[];
}

/** A message of a type that it names itself. */
export interface AnyMessage {
  readonly type_url: string;
  readonly value: Uint8Array;
}

/** What a server says at the end of an execution. */
export interface ExecuteResponse {
  readonly result?: ActionResultMessage | null;
  readonly cachedResult?: boolean;
  readonly status?: StatusMessage | null;
  readonly message?: string;
}

/** A step on the way of an execution. */
export interface Operation {
  readonly name: string;
  readonly done?: boolean;
  readonly metadata?: AnyMessage | null;
  readonly error?: StatusMessage | null;
  readonly response?: AnyMessage | null;
}

/** Where an execution is. */
export interface OperationMetadata {
  /** 1 cache check, 2 queued, 3 executing, 4 completed. */
  readonly stage?: number;
}

/** What a server can do. */
export interface ServerCapabilities {
  readonly cacheCapabilities?: {
    readonly digestFunctions?: readonly number[];
    readonly actionCacheUpdateCapabilities?: { readonly updateEnabled?: boolean } | null;
    readonly maxBatchTotalSizeBytes?: number;
    readonly maxCasBlobSizeBytes?: number;
  } | null;
  readonly executionCapabilities?: { readonly execEnabled?: boolean } | null;
}

interface Named {
  readonly instanceName: string;
}

/** Every call that emrift makes, by service and name: what it takes and gives. */
export interface Calls {
  'Capabilities/GetCapabilities': { request: Named; response: ServerCapabilities };
  'Operations/CancelOperation': { request: { readonly name: string }; response: object };
  'ActionCache/GetActionResult': {
    request: Named & { readonly actionDigest: BlobDigest; readonly inlineOutputFiles: readonly string[] };
    response: ActionResultMessage;
  };
  'ActionCache/UpdateActionResult': {
    request: Named & { readonly actionDigest: BlobDigest; readonly actionResult: ActionResultMessage };
    response: ActionResultMessage;
  };
  'ContentAddressableStorage/FindMissingBlobs': {
    request: Named & { readonly blobDigests: readonly BlobDigest[] };
    response: { readonly missingBlobDigests: readonly BlobDigest[] };
  };
  'ContentAddressableStorage/BatchUpdateBlobs': {
    request: Named & { readonly requests: readonly { readonly digest: BlobDigest; readonly data: Uint8Array }[] };
    response: {
      readonly responses: readonly { readonly digest?: BlobDigest | null; readonly status?: StatusMessage | null }[];
    };
  };
  'ContentAddressableStorage/BatchReadBlobs': {
    request: Named & { readonly digests: readonly BlobDigest[] };
    response: {
      readonly responses: readonly {
        readonly digest?: BlobDigest | null;
        readonly data?: Uint8Array;
        readonly status?: StatusMessage | null;
      }[];
    };
  };
}

/** The calls that answer with a stream, or take one. */
export interface StreamCalls {
  'Execution/Execute': {
    request: Named & {
      readonly actionDigest: BlobDigest;
      readonly skipCacheLookup?: true;
      readonly inlineOutputFiles: readonly string[];
    };
    response: Operation;
  };
  'Execution/WaitExecution': { request: { readonly name: string }; response: Operation };
  'ByteStream/Read': {
    request: { readonly resourceName: string; readonly readOffset: number };
    response: { readonly data: Uint8Array };
  };
}

/** A piece of a blob that is sent by `ByteStream/Write`. */
export interface WriteRequest {
  readonly resourceName: string;
  readonly writeOffset: number;
  readonly finishWrite?: true;
  readonly data: Uint8Array;
}

/** The messages whose bytes matter, because they are stored under their digest or stand inside of others. */
export interface StoredMessages {
  Action: ActionMessage;
  Command: CommandMessage;
  Directory: DirectoryMessage;
  ExecuteResponse: ExecuteResponse;
  ExecuteOperationMetadata: OperationMetadata;
}

/** Gives a message's bytes: members in the order of their numbers, those that are left out not at all. */
export type Encode = <T extends keyof StoredMessages>(type: T, message: StoredMessages[T]) => Uint8Array;
/** Reads a message. Throws where the bytes hold none. */
export type Decode = <T extends keyof StoredMessages>(type: T, bytes: Uint8Array) => StoredMessages[T];
