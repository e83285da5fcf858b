import type { Plan } from '../../cases/plan-cells.ts';
import { printShard } from '../../cases/shard.ts';
import { ProblemInInput } from '../../model/errors.ts';
import type { StepState } from '../../model/record.ts';
import type { Toolchain } from '../../model/toolchain.ts';
import { bubblewrapEntry, type Entry } from '../../run/executor/entry.ts';
import { noSandboxEntry } from '../../run/executor/no-sandbox.ts';
import { beginJournal, JOURNAL_SCHEMA, type Journal, type JournalHeader, toJournal } from '../../run/journal.ts';
import type { RunEvent, RunOptions } from '../../run/options.ts';
import { sweepScratch } from '../../run/storage/scratch.ts';
import { openIsolation } from '../../system/sandbox/isolation.ts';
import type { Lock } from '../../toolchains/lock/lock.ts';
import type { RemoteFigures } from '../remote-figures.ts';
import { openBudget } from './budget.ts';
import { costKey, countCosts, preparingKey } from './costs.ts';
import type { Execution } from './execution.ts';
import { openRunner } from './runner.ts';
import { stepsToKeep } from './steps-to-keep.ts';

/**
 * How commands are entered: in bubblewrap, or without isolation where the user says so. Throws `ProblemInInput` where
 * bubblewrap cannot isolate here.
 */
export async function chooseEntry(sandbox: boolean): Promise<Entry> {
  if (!sandbox) return noSandboxEntry;
  const state = await openIsolation();
  if (state.kind === 'ready') return bubblewrapEntry(state.isolation);
  throw new ProblemInInput(`steps cannot be isolated here: ${state.reason}`, {
    hint: `fix it with \`${state.fix}\`, or run without isolation with --no-sandbox`,
  });
}

/** What an execution found, and what it learned about toolchains on the way. */
export interface Executed {
  readonly states: ReadonlyMap<string, StepState>;
  readonly toolchains: ReadonlyMap<string, Toolchain>;
  readonly unavailable: ReadonlyMap<string, string>;
  readonly lock: Lock;
  readonly executedSteps: number;
  /** Steps whose result another machine shared. */
  readonly fetchedSteps: number;
  /** What other machines did; null where none took part. */
  readonly remote: RemoteFigures | null;
  /** Without its end where the plan is a share: what it comes to is added first. */
  readonly journal: Journal;
  /** What each step took on average, in milliseconds of CPU time, whether it was executed now or earlier; by `costKey`. */
  readonly costs: ReadonlyMap<string, number>;
  /**
   * Executes a part of the plan once more, no part of the journal. To confirm what it came to: what only made what a failed
   * step was given is taken as it is (`stepsToKeep`), and later runs find the new outcome in place of the first one. Else
   * whatever is known of it. `report` is told of what happens.
   */
  again(part: Plan, confirms: boolean, report?: RunOptions['report']): Promise<ReadonlyMap<string, StepState>>;
  /** Milliseconds of the budget that are left; null without one. */
  readonly leftMs: number | null;
}

/** Executes a plan and keeps its journal. Rejects when aborted; the action cache then has what was done. */
export async function executePlan(execution: Execution): Promise<Executed> {
  const { session, plan, progress, share, remote, turnOf, known: costs } = execution;
  const { store } = session;
  let executedSteps = 0;
  let fetchedSteps = 0;
  const budget = openBudget(execution);
  const note = (line: string) => progress.note(line);
  const runner = openRunner(execution, note);
  await sweepScratch(store.dir, note);
  const whole = share?.whole ?? plan;
  const header: JournalHeader = {
    kind: 'header',
    schema: JOURNAL_SCHEMA,
    emrift: execution.version,
    started: new Date().toISOString(),
    shard: share ? printShard(share.shard) : '1/1',
    cases: execution.cases,
    cells: whole.cells.map(toJournal),
    ...(share && {
      own: plan.cells.map(({ name }) => name),
      coverage: share.coverage,
      ...(share.claims.length > 0 && { claims: share.claims }),
      nightly: share.nightly,
    }),
  };
  const journal = beginJournal(store.dir, header, share?.file);
  const spent = countCosts();
  const report = (event: RunEvent) => {
    progress.event(event);
    budget.event(event);
    if (event.kind === 'acquired') {
      const missing = 'unavailable' in event.acquired ? { unavailable: event.acquired.unavailable } : {};
      journal.append({ kind: 'toolchain', id: event.id, ...missing });
    }
    if (event.kind === 'warmed' && event.cpuMs !== null) {
      const { label, cpuMs } = event;
      spent.add(preparingKey(label), cpuMs);
      journal.append({ kind: 'prepared', label, cpuMs });
    }
    if (event.kind !== 'step') return;
    if (event.how === 'executed') executedSteps++;
    if (event.how === 'fetched') fetchedSteps++;
    const { wallMs, cpuMs, worker } = event.usage ?? { wallMs: 0, cpuMs: 0 };
    spent.add(costKey(event.instance.case.name, event.instance.step.name), cpuMs);
    journal.append({
      kind: 'step',
      key: event.instance.key,
      state: event.state,
      executed: event.how === 'executed',
      wallMs,
      cpuMs,
      ...(worker !== undefined && { worker }),
    });
  };
  let first: Executed['states'] = new Map();
  const again: Executed['again'] = async (part, confirms, reportAgain = () => {}) => {
    const kept = confirms ? stepsToKeep(part, first) : new Set();
    return await runner.runAnew({ plan: part, report: reportAgain, isKept: ({ key }) => kept.has(key) }, confirms);
  };
  let interrupted = true;
  try {
    const states = await runner.run({ plan, report, turnOf, costs, isOver: budget.isOver });
    first = states;
    interrupted = false;
    return {
      states,
      toolchains: runner.toolchains,
      unavailable: runner.unavailable,
      lock: runner.lock(),
      executedSteps,
      fetchedSteps,
      remote: remote.figures?.() ?? null,
      leftMs: budget.leftMs(),
      journal,
      costs: spent.averages(),
      again,
    };
  } finally {
    if (interrupted || !share) journal.append({ kind: 'end', ended: new Date().toISOString(), interrupted });
    journal.flush();
  }
}
