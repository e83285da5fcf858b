import type { Plan } from '../../cases/plan-cells.ts';
import type { Shard } from '../../cases/shard.ts';
import type { Claim } from '../../model/claims.ts';
import type { CaseEntry } from '../../model/results.ts';
import type { ActionCache } from '../../run/action-cache.ts';
import type { EvidenceCache } from '../../run/evidence-cache.ts';
import type { Entry } from '../../run/executor/entry.ts';
import type { Coverage } from '../../run/journal.ts';
import type { KnownCosts } from '../../run/known-costs.ts';
import type { RunOptions } from '../../run/options.ts';
import type { Blobs } from '../../run/storage/blobs.ts';
import type { Lock } from '../../toolchains/lock/lock.ts';
import type { Column } from '../../toolchains/plan-toolchains.ts';
import type { Progress } from '../progress.ts';
import type { Remote } from './open-remote.ts';
import type { CostsIn } from './recorded-costs.ts';
import type { Session } from './session.ts';

/** What is executed. */
export interface Executable {
  readonly plan: Plan;
  readonly cases: readonly CaseEntry[];
  readonly columns: readonly Column[];
  readonly lock: Lock;
  /** Of the steps that are ready the one with the lowest number is begun. */
  readonly turnOf?: RunOptions['turnOf'];
  /** When nothing further is begun, see `openBudget`. */
  readonly budgetMs?: number | null;
  /** Where the plan is a part of another that several machines share. */
  readonly share?: Share;
  /** What earlier runs took; without it nothing is known. */
  readonly costs?: CostsIn;
}

/** What is executed, with what. */
export interface Execution extends Executable {
  readonly session: Session;
  readonly blobs: Blobs;
  readonly cache: ActionCache;
  readonly evidenceCache: EvidenceCache;
  /** Other machines that take part. */
  readonly remote: Remote;
  readonly entry: Entry;
  readonly jobs: number;
  /** Whether results of earlier runs are passed over; false: they are taken. */
  readonly fresh: boolean;
  readonly version: string;
  readonly progress: Progress;
  /** What is known of how long everything takes. */
  readonly known: KnownCosts;
  readonly signal: AbortSignal;
}

/** A part of a plan that several machines share: which, of what, and the journal that it leaves. */
export interface Share {
  readonly shard: Shard;
  readonly whole: Plan;
  readonly coverage: Coverage;
  readonly claims: readonly Claim[];
  /** Whether the run leaves a history line whatever it finds; false: only where something changed. */
  readonly nightly: boolean;
  readonly file: string;
}
