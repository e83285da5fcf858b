import { canonicalJson, sha256 } from './canonical.ts';

/** `sha256:` and 64 hex digits. */
export type Digest = `sha256:${string}`;

/** A file of an input or output tree. No times, owners or hard links: only content and the executable bit matter. */
export interface FileNode {
  /** Relative, with `/`, below the working folder. */
  readonly path: string;
  readonly digest: Digest;
  readonly executable?: true;
}

/** A toolchain as an action sees it: by name, mount point and the digest of its tree. */
export interface ToolchainMount {
  readonly role: string;
  readonly digest: Digest;
  /** `root`: it brings the root file system; otherwise it lies at `/opt/<role>`. */
  readonly at: 'root' | 'opt';
}

/**
 * Bounds on one action. Milliseconds, bytes and numbers. Those that an action may leave out have defaults that belong to
 * the executor: striking one of those says nothing about the toolchains, so they are no part of a key.
 */
export interface Limits {
  readonly wall: number;
  readonly silence: number;
  /** What it prints. */
  readonly output: number;
  /** What its processes and its folders in memory hold together. */
  readonly memory: number;
  /** What its files occupy. */
  readonly disk?: number;
  /** How many files and folders it makes. */
  readonly files?: number;
  /** How many processes and threads it has at a time. */
  readonly processes?: number;
  /** The bytes of all outputs that are kept. */
  readonly outputs?: number;
}

/** Which bound. */
export type LimitName = keyof Limits;

/**
 * One step on one combination, in the sense of the Remote Execution API (bazelbuild/remote-apis v2):
 * what its key is made of is all that can change its outcome.
 */
export interface Action {
  /** Given to `sh -ec` in the working folder. */
  readonly command: string;
  readonly env: Readonly<Record<string, string>>;
  /** Sorted by path. */
  readonly inputs: readonly FileNode[];
  /** Sorted paths below the working folder that are kept. */
  readonly outputs: readonly string[];
  /** Sorted by role. */
  readonly toolchains: readonly ToolchainMount[];
  readonly limits: Limits;
  /** The limits that the step itself declares: striking one is a finding, striking a default is not. */
  readonly declared: readonly LimitName[];
}

/** What an executed action left. */
export interface Exited {
  readonly kind: 'exited';
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Those of the declared outputs that exist. */
  readonly outputs: readonly FileNode[];
  readonly usage: Usage;
}

/** An action that a limit ended. */
export interface LimitStruck {
  readonly kind: 'limit';
  readonly limit: LimitName;
  readonly stdout: string;
  readonly stderr: string;
  readonly usage: Usage;
}

/** An action that could not be carried out; says nothing about the toolchains. */
export interface NotRun {
  readonly kind: 'infra';
  readonly reason: string;
}

/**
 * Milliseconds of wall and CPU time (0 where it is not known), bytes of peak resident memory, and where it ran. Never in the
 * catalogue.
 */
export interface Usage {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakBytes: number;
  /** The worker, where it was not this machine. */
  readonly worker?: string;
}

/** A result is exactly one of exit code, limit, infrastructure failure. */
export type ActionResult = Exited | LimitStruck | NotRun;

/** Carries out actions; only an executor touches processes and files of a cell. */
export interface Executor {
  /**
   * Rejects only when `signal` aborts. Safe to call for the same action again. With `fresh` it is carried out whatever is
   * known of it.
   */
  execute(action: Action, signal: AbortSignal, options?: { readonly fresh?: boolean }): Promise<ActionResult>;
}

/** The key of an action: the SHA-256 of its canonical JSON. */
export function actionKey(action: Action): string {
  return sha256(canonicalJson(action));
}
