import { appendFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { StepKeys } from '../cases/plan.ts';
import type { StepState } from '../model/record.ts';
import type { CaseEntry, ToolchainEntry } from '../model/results.ts';

/** The format of journals; a reader refuses a newer one. */
export const JOURNAL_SCHEMA = 1;

/** The first line of a journal: everything that the run set out to do. */
export interface JournalHeader {
  readonly kind: 'header';
  readonly schema: typeof JOURNAL_SCHEMA;
  readonly emrift: string;
  /** ISO 8601, UTC. */
  readonly started: string;
  /** `1/1` for a run that is not split. */
  readonly shard: string;
  readonly cases: readonly CaseEntry[];
  readonly cells: readonly JournalCell[];
}

/** A planned cell: where each of its steps is found among the events. */
export interface JournalCell {
  readonly case: string;
  readonly on: Readonly<Record<string, string>>;
  readonly steps: StepKeys;
  readonly workarounds: Readonly<Record<string, StepKeys>>;
}

/** What happened in a run, one line each. */
export type JournalEvent =
  | JournalHeader
  | { readonly kind: 'toolchain'; readonly id: string; readonly entry?: ToolchainEntry; readonly unavailable?: string }
  | {
      readonly kind: 'step';
      readonly key: string;
      readonly state: StepState;
      /** False for what the action cache had, and for what needed no action. */
      readonly executed: boolean;
      readonly wallMs: number;
      readonly cpuMs: number;
    }
  | { readonly kind: 'end'; readonly ended: string; readonly interrupted: boolean };

/** The append-only record of one run: a JSON Lines file in `<store>/runs`. */
export interface Journal {
  readonly path: string;
  append(event: JournalEvent): void;
  /** Writes what is still held back. */
  flush(): void;
}

/** How many events may be held back before they are written; what a kill loses here the action cache still has. */
const BATCH = 200;

/** How many journals are kept; an older run's findings are in its results. */
const MOST_JOURNALS = 30;

/** Begins a journal with its header. */
export function beginJournal(store: string, header: JournalHeader): Journal {
  const folder = join(store, 'runs');
  mkdirSync(folder, { recursive: true });
  // Their names begin with the time.
  const older = readdirSync(folder).sort().slice(0, -MOST_JOURNALS);
  for (const name of older) rmSync(join(folder, name), { force: true });
  const path = join(folder, `${header.started.replace(/[:.]/g, '-')}-${process.pid}.jsonl`);
  let held: string[] = [];
  const flush = () => {
    if (held.length === 0) return;
    appendFileSync(path, held.join(''));
    held = [];
  };
  const append = (event: JournalEvent) => {
    held.push(`${JSON.stringify(event)}\n`);
    if (held.length >= BATCH || event.kind === 'header' || event.kind === 'end') flush();
  };
  append(header);
  return { path, append, flush };
}
