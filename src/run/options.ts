import type { Plan, StepInstance } from '../cases/plan-cells.ts';
import type { Executor, Exited, LimitStruck, Usage } from '../model/action.ts';
import type { StepEvidence, StepState } from '../model/record.ts';
import type { Toolchain } from '../model/toolchain.ts';
import type { ActionCache } from './action-cache.ts';
import type { EvidenceCache } from './evidence-cache.ts';
import type { KnownCosts } from './known-costs.ts';
import type { Acquired } from './mounts/acquired.ts';
import type { SharedCache } from './shared-cache.ts';
import type { Blobs } from './storage/blobs.ts';
import type { WarmTask } from './warm/plan-caches.ts';

/** All that a run needs from outside. */
export interface RunOptions {
  readonly plan: Plan;
  readonly cache: ActionCache;
  readonly evidenceCache: EvidenceCache;
  /** Behind the action cache. */
  readonly shared: SharedCache;
  readonly blobs: Blobs;
  readonly executor: Executor;
  /** A toolchain that is in the store already; asks nobody. */
  installed(id: string): Toolchain | null;
  /** Takes a toolchain into the store. Never rejects but for an abort. */
  acquire(id: string): Promise<Acquired>;
  /** Whether a preparation is done already; asks nobody. False: it is to be done. */
  isWarm(task: WarmTask): boolean;
  /** Prepares a cache, and gives the milliseconds of CPU time that it took; what it throws makes the steps that need it `infra`. */
  warm(task: WarmTask): Promise<number>;
  /** Reads what an action left: never as a failure of the machine, which the executor alone can judge. */
  judge(instance: StepInstance, result: Exited | LimitStruck): StepEvidence;
  /** Gets everything that happens, in order. */
  report(event: RunEvent): void;
  /** Steps at a time. */
  readonly jobs: number;
  /** Whether results of earlier runs are passed over. False: they are taken. */
  readonly fresh: boolean;
  /** Whether the earlier result of a step is taken even where they are passed over. False, and by default: it is not. */
  readonly isKept?: ((instance: StepInstance) => boolean) | undefined;
  readonly signal: AbortSignal;
  /** Of the steps that are ready the one with the lowest number is begun; by default the one with most to follow. */
  readonly turnOf?: ((instance: StepInstance) => number) | undefined;
  /** How long things took earlier; without it nothing is known. */
  readonly costs?: KnownCosts | undefined;
  /** Whether nothing further is begun: steps are left without a state. False: all are. Once true it stays so. */
  readonly isOver?: (() => boolean) | undefined;
}

/** How a step came to its state: from an earlier result, from a shared one, by executing it, or without any action. */
export type How = 'cached' | 'fetched' | 'executed' | 'settled';

/** What happens in a run. */
export type RunEvent =
  | { readonly kind: 'acquiring'; readonly id: string }
  | { readonly kind: 'acquired'; readonly id: string; readonly acquired: Acquired }
  /** What has to be prepared, as far as it is known: told once, after all that was there is settled. */
  | { readonly kind: 'planned'; readonly preparing: readonly WarmTask[] }
  | { readonly kind: 'warming'; readonly label: string }
  /** It is over, with the milliseconds of CPU time that it took; null where the cache is not there for all that. */
  | { readonly kind: 'warmed'; readonly label: string; readonly cpuMs: number | null }
  | {
      readonly kind: 'step';
      readonly instance: StepInstance;
      readonly state: StepState;
      /**
       * `cached` steps were not executed, `fetched` ones not on this machine; `settled` ones needed no action (blocked,
       * skipped, no toolchain).
       */
      readonly how: How;
      /** What the action took when it was executed. */
      readonly usage: Usage | null;
    };
