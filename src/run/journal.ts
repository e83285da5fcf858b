import { appendFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CellPlan, PlannedStep } from '../cases/plan-cells.ts';
import type { AbiLibrary } from '../model/abi.ts';
import type { Digest } from '../model/action.ts';
import type { Claim } from '../model/claims.ts';
import type { Link } from '../model/links.ts';
import type { StepState } from '../model/record.ts';
import type { CaseEntry, ToolchainEntry } from '../model/results.ts';
import type { Tool } from '../model/tools.ts';

/** The format of journals; a reader refuses a newer one. 1 had `told` in place of `reported`, 2 no outcomes of tests, 3 no preparations. */
export const JOURNAL_SCHEMA = 4;

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
  /** The whole plan, in every shard the same. */
  readonly cells: readonly JournalCell[];
  /** Of a shard: the names of the cells that it executes. */
  readonly own?: readonly string[];
  /** Of a shard: what the plan stands for in the catalogue. */
  readonly coverage?: Coverage;
  /** Of a shard: the claims that stand beside its cases. */
  readonly claims?: readonly Claim[];
  /**
   * Of a shard: whether it is part of a nightly run, which leaves a history line whatever it finds. False: it leaves
   * one only where something changed.
   */
  readonly nightly?: boolean;
}

/** Which cells of a catalogue a run means to test, as data. */
export interface Coverage {
  /** Null for all cases that there are. */
  readonly cases: readonly string[] | null;
  /** All cases that there are: cells of others no run will ever test. Null where others may have been run into the catalogue. */
  readonly known: readonly string[] | null;
  /** The toolchains of the plan. */
  readonly ids: readonly string[];
  /** Tools of which some versions alone were asked for, or could not be named: others of theirs are not meant. */
  readonly limited: readonly Tool[];
}

/** A planned cell: where each of its steps is found among the events. */
export interface JournalCell {
  readonly case: string;
  readonly on: Readonly<Record<string, string>>;
  readonly steps: StepKeys;
  readonly workarounds: Readonly<Record<string, StepKeys>>;
}

/** The steps of a cell: name of the step, key of the instance. */
type StepKeys = readonly (readonly [step: string, key: string])[];

/** A cell of a plan as journals have it. */
export function toJournal({ case: name, on, steps, workarounds }: CellPlan): JournalCell {
  const keysOf = (planned: readonly PlannedStep[]): StepKeys => planned.map(({ step, key }) => [step.name, key]);
  return { case: name, on, steps: keysOf(steps), workarounds: mapValues(workarounds, keysOf) };
}

/** A cell of a journal as plans have it, but for its name. */
export function fromJournal({ case: name, on, steps, workarounds }: JournalCell): Omit<CellPlan, 'name'> {
  const stepsOf = (keys: StepKeys): readonly PlannedStep[] =>
    keys.map(([step, key]) => ({ key, step: { name: step } }));
  return { case: name, on, steps: stepsOf(steps), workarounds: mapValues(workarounds, stepsOf) };
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
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
      /** Where it ran, where that was another machine. */
      readonly worker?: string;
    }
  /** A cache that was prepared for steps. */
  | { readonly kind: 'prepared'; readonly label: string; readonly cpuMs: number }
  /** Cells of a shard that gave another result when they were executed once more, with the states of their steps then. */
  | {
      readonly kind: 'flaky';
      readonly cell: string;
      readonly states: readonly (readonly [key: string, state: StepState])[];
    }
  /** The symbol tables that a shard recorded of one toolchain. */
  | {
      readonly kind: 'abi';
      readonly toolchain: string;
      readonly digest: Digest;
      readonly libraries: readonly AbiLibrary[];
    }
  /** How symbols resolved in a shard's links. */
  | { readonly kind: 'links'; readonly links: readonly Link[]; readonly planned: readonly string[] }
  | { readonly kind: 'noise'; readonly cells: number; readonly differ: readonly string[] }
  | {
      readonly kind: 'end';
      readonly ended: string;
      readonly interrupted: boolean;
      /** The newest release of each tool, where sources were asked. */
      readonly known?: Partial<Record<Tool, string>>;
    };

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

/** Begins a journal with its header: in `file` where one is named, else among those of the store. */
export function beginJournal(store: string, header: JournalHeader, file?: string): Journal {
  const path = file ?? placeJournal(join(store, 'runs'), header);
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true });
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

/** The path of a new journal; the oldest of those that lie there make room. */
function placeJournal(folder: string, { started }: JournalHeader): string {
  mkdirSync(folder, { recursive: true });
  // Their names begin with the time.
  const older = readdirSync(folder).sort().slice(0, -MOST_JOURNALS);
  for (const name of older) rmSync(join(folder, name), { force: true });
  return join(folder, `${started.replace(/[:.]/g, '-')}-${process.pid}.jsonl`);
}
