import { memoise } from '../../model/memoise.ts';
import type { CellOutcomes } from '../../model/outcomes.ts';
import type { CellRecord, StepState } from '../../model/record.ts';
import type { CaseEntry, Cell, CellBreak, CellStatus, StepEntry, WorkaroundOutcome } from '../../model/results.ts';
import type { Judgement } from '../classify/judge-step.ts';
import { sortUnique } from '../order.ts';

/** Judges a step that ran; the same evidence of the same step always gives the same judgement. */
export type Judge = (state: StepState & { kind: 'read' }, entry: StepEntry) => Judgement;

type States = readonly (readonly [name: string, state: StepState])[];

/**
 * Makes cells of one case as the results hold them. Throws where a step of a cell is none of the case's, which is a bug.
 */
export function makeCellBuilder(entry: CaseEntry, judge: Judge): (record: CellRecord) => Cell {
  const steps = new Map(entry.steps.map((step) => [step.name, step]));
  const stepsWith = memoise((name: string) => {
    const replaced = entry.workarounds.find((workaround) => workaround.name === name)?.steps ?? [];
    return new Map([...steps, ...replaced.map((step) => [step.name, step] as const)]);
  });
  const outcomesOf = (workarounds: CellRecord['workarounds']) =>
    Object.keys(workarounds)
      .sort()
      .map((name) => [name, outcomeOf(workarounds[name]!, stepsWith(name), judge)] as const);
  const shared = memoise(
    (outcomes: Outcomes) => Object.fromEntries(outcomes),
    (outcomes) => outcomes.map(([name, { status }]) => `${name} ${status}`).join('\n'),
  );
  return (record) => {
    const sum = sumUp(record.steps, steps, judge);
    const { status, reason, breaks, also, warnings, modules, reported, outcomes, untested } = sum;
    const workarounds = outcomesOf(record.workarounds);
    const cell: { -readonly [Member in keyof Cell]: Cell[Member] } = {
      case: record.case,
      on: record.on,
      status,
      breaks,
      also,
    };
    if (status === 'break' && untested.length > 0) cell.untested = untested;
    if (warnings.length > 0) cell.warnings = warnings;
    if (modules.length > 0) cell.modules = Object.fromEntries(modules);
    if (reported.length > 0) cell.reported = Object.fromEntries(reported);
    if (outcomes.length > 0) cell.outcomes = Object.fromEntries(outcomes);
    if (reason !== undefined) cell.reason = reason;
    if (workarounds.length > 0) {
      cell.workarounds = workarounds.every(isPlain) ? shared(workarounds) : Object.fromEntries(workarounds);
    }
    return cell;
  };
}

type Outcomes = readonly (readonly [workaround: string, outcome: WorkaroundOutcome])[];

/** Whether an outcome is no more than its status, as most are: cells share those. */
function isPlain([, outcome]: Outcomes[number]): boolean {
  return outcome === PLAIN[outcome.status];
}

/** Outcomes without anything to say: one for all cells. */
const PLAIN: Readonly<Record<CellStatus, WorkaroundOutcome>> = {
  pass: { status: 'pass' },
  break: { status: 'break' },
  skip: { status: 'skip' },
  infra: { status: 'infra' },
};

function outcomeOf(states: States, steps: ReadonlyMap<string, StepEntry>, judge: Judge): WorkaroundOutcome {
  const { status, reason, breaks } = sumUp(states, steps, judge);
  if (breaks.length === 0 && reason === undefined) return PLAIN[status];
  return { status, ...(breaks.length > 0 ? { breaks } : {}), ...(reason === undefined ? {} : { reason }) };
}

/** What the steps of a cell, or of a workaround, come to. */
interface Sum {
  readonly status: CellStatus;
  readonly reason: string | undefined;
  readonly breaks: readonly CellBreak[];
  readonly also: readonly string[];
  readonly warnings: readonly string[];
  readonly modules: readonly (readonly [name: string, key: string])[];
  readonly reported: readonly (readonly [name: string, value: string])[];
  readonly outcomes: readonly (readonly [step: string, outcomes: CellOutcomes])[];
  /** Steps without an outcome of their own. */
  readonly untested: readonly string[];
}

/** What most cells have of most things: one for all. */
const NONE: readonly never[] = [];

/**
 * A break that was seen stays a break, whatever became of the other steps: what failed for the machine's sake could
 * only add to it. Otherwise `infra` wins over `skip`, since trying again may still bring a verdict. Blocked steps
 * do not count: what blocks them does.
 */
function sumUp(states: States, steps: ReadonlyMap<string, StepEntry>, judge: Judge): Sum {
  let breaks: readonly CellBreak[] = NONE;
  const also: string[] = [];
  const warnings: string[] = [];
  const modules: (readonly [string, string])[] = [];
  const reported: (readonly [string, string])[] = [];
  const outcomes: (readonly [string, CellOutcomes])[] = [];
  const untested: string[] = [];
  let infra: string | undefined;
  let skip: string | undefined;
  for (const [name, state] of states) {
    if (state.kind !== 'read') {
      untested.push(name);
      if (state.kind === 'infra') infra ??= state.reason;
      if (state.kind === 'skip') skip ??= state.reason;
      continue;
    }
    const entry = steps.get(name);
    if (!entry) throw new Error(`no step ${name} in the case`);
    const judgement = judge(state, entry);
    for (const [word, value] of Object.entries(state.evidence.reported ?? {}))
      reported.push([`${name}/${word}`, value]);
    also.push(...judgement.also);
    if (judgement.kind === 'failed') breaks = breaks.length === 0 ? judgement.breaks : [...breaks, ...judgement.breaks];
    else {
      warnings.push(...judgement.warnings);
      modules.push(...judgement.modules);
      if (judgement.outcomes) outcomes.push([name, judgement.outcomes]);
    }
  }
  const status = breaks.length > 0 ? 'break' : infra !== undefined ? 'infra' : skip !== undefined ? 'skip' : 'pass';
  const counted = new Set(breaks.map(({ id }) => id));
  return {
    status,
    reason: infra ?? skip,
    breaks,
    also: also.length === 0 ? NONE : sortUnique(also.filter((id) => !counted.has(id))),
    warnings: warnings.length === 0 ? NONE : sortUnique(warnings),
    modules,
    reported,
    outcomes,
    untested,
  };
}
