import type { LimitName, Limits, Usage } from '../../model/action.ts';
import type { Tree } from './process-tree.ts';

/** What became of a child process. */
export type ProcessOutcome =
  | {
      readonly kind: 'exited';
      /** 128 and the signal's number where a signal ended it. */
      readonly exitCode: number;
      /** Whether a signal ended the child itself, and which. */
      readonly signal: string | null;
      readonly stdout: string;
      readonly stderr: string;
      /** What it wrote to each descriptor that was given as `report`, in their order. */
      readonly reports: readonly string[];
      readonly usage: Usage;
    }
  | {
      readonly kind: 'limit';
      readonly limit: LimitName;
      readonly stdout: string;
      readonly stderr: string;
      readonly usage: Usage;
    }
  /** The machine was not fit to go on. */
  | { readonly kind: 'halted'; readonly reason: string }
  | { readonly kind: 'not-started'; readonly reason: string };

/** A descriptor above 2 of a child: a stream for a short report of its own, bytes that it can read, or one of this process. */
export type Descriptor = 'report' | Uint8Array | number;

/** What a look at a running child finds, beside what its processes hold in memory. */
export interface Sight {
  /** What counts as memory besides. */
  readonly bytes?: number;
  /** A limit that it has gone beyond. */
  readonly struck?: LimitName | undefined;
  /** Why the machine is not fit to go on. */
  readonly halt?: string | undefined;
}

/** How to run a child process. */
export interface ProcessOptions {
  readonly cwd?: string;
  /** The whole environment; the own one is not inherited unless given here. */
  readonly env?: Readonly<Record<string, string>>;
  readonly limits: Limits;
  readonly signal?: AbortSignal;
  /** What the child is given as descriptors 3 and following; it has no others. */
  readonly descriptors?: readonly Descriptor[];
  /** The user and group, by number, that the child becomes; only root can say so. */
  readonly user?: number | undefined;
  /** Looks at the running child from time to time. */
  readonly watch?: ((tree: Tree) => Sight) | undefined;
  /**
   * A folder of the child's own: whatever has it in its environment, as its working folder or its root belongs to the
   * child and is killed with it, also where it left the process group and lost its parent.
   */
  readonly mark?: string | undefined;
  /** Called once the child runs, with its process id. */
  readonly onStart?: (pid: number) => void;
}
