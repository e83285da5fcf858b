import { canonicalJson } from '../model/canonical.ts';
import { ProblemInInput } from '../model/errors.ts';
import { compareToolchains, parseToolchain } from '../model/ids.ts';
import { memoise } from '../model/memoise.ts';
import type { Tool } from '../model/tools.ts';
import { inRange } from '../model/versions.ts';
import type { Case, Role, Step } from './case.ts';
import { type Combination, type Combinations, combine } from './combinations.ts';

/** The toolchains that are tested, by tool. */
export type Columns = ReadonlyMap<Tool, readonly string[]>;

/** One step on one combination, shared by all cells in which it is the same. */
export interface StepInstance {
  /** Equal exactly where case, step, everything upstream and the toolchains on its axes are equal. */
  readonly key: string;
  readonly case: Case;
  readonly step: Step;
  /** Role → toolchain id, over the step's axes. */
  readonly on: Readonly<Record<string, string>>;
  /** Keys of the instances that it needs, in the order of `step.needs`. */
  readonly needs: readonly string[];
}

/** The steps of a cell by instance: name of the step, key of the instance. */
export type StepKeys = readonly (readonly [step: string, key: string])[];

/** One case on one combination, and the instances that decide it. */
export interface CellPlan {
  readonly name: string;
  readonly case: string;
  readonly on: Readonly<Record<string, string>>;
  readonly steps: StepKeys;
  readonly workarounds: Readonly<Record<string, StepKeys>>;
}

/** Everything that a run has to find out. */
export interface Plan {
  /** Sorted by name of the case, then by toolchains. */
  readonly cells: readonly CellPlan[];
  /** In an order in which each follows those it needs. */
  readonly instances: ReadonlyMap<string, StepInstance>;
}

/**
 * Every case on every combination of the columns that can differ; what is the same is planned once. Throws
 * `ProblemInInput` where they are more than can be run.
 */
export function planCells(cases: readonly Case[], columns: Columns): Plan {
  const sorted = new Map([...columns].map(([tool, ids]) => [tool, [...new Set(ids)].sort(compareToolchains)]));
  // Most cases have the same few roles, and their cells the same combinations.
  const combinationsOf = memoise(
    (roles: readonly Role[]) => combine(roles, sorted),
    (roles) => JSON.stringify(roles),
  );
  const makesSense = rememberRanges();
  const instances = new Map<string, StepInstance>();
  const cells: CellPlan[] = [];
  for (const probe of [...cases].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    refuseTooMany(probe, sorted);
    const combinations = combinationsOf(probe.roles);
    const { base, variants } = layOutSteps(probe, combinations);
    const prefix = `${probe.name}@`;
    for (const [at, { on, name }] of combinations.all.entries()) {
      if (!makesSense(probe, on)) continue;
      const steps = instantiate(probe, base, at, instances);
      const workarounds: Record<string, StepKeys> = {};
      for (const variant of variants) {
        workarounds[variant.name] = instantiate(probe, variant.steps, at, instances);
      }
      cells.push({ name: prefix + name, case: probe.name, on, steps, workarounds });
    }
  }
  return { cells, instances };
}

/** The part of a plan that decides some of its cells, named as they are; their workarounds are left out. */
export function planPart(plan: Plan, names: ReadonlySet<string>): Plan {
  const cells = plan.cells.filter(({ name }) => names.has(name)).map((cell) => ({ ...cell, workarounds: {} }));
  return withInstances(cells, plan);
}

/** The part of a plan that decides some of its cells and their workarounds. */
export function planShare(plan: Plan, names: ReadonlySet<string>): Plan {
  return withInstances(
    plan.cells.filter(({ name }) => names.has(name)),
    plan,
  );
}

/** A cell's steps are all that any of its steps needs. */
function withInstances(cells: readonly CellPlan[], { instances }: Plan): Plan {
  const keys = new Set(
    cells.flatMap(({ steps, workarounds }) => [steps, ...Object.values(workarounds)].flat().map(([, key]) => key)),
  );
  return { cells, instances: new Map([...instances].filter(([key]) => keys.has(key))) };
}

interface Signature {
  /** What identifies the step: its own name, or with the workaround that changed it. */
  readonly label: string;
  /** What it consists of, to recognise steps that a workaround leaves as they are. */
  readonly content: string;
}

/** A step of a workaround keeps the base's label where it and everything upstream are the same. */
function signSteps(
  steps: readonly Step[],
  base: ReadonlyMap<string, Signature>,
  suffix: string,
): Map<string, Signature> {
  const signatures = new Map<string, Signature>();
  for (const step of steps) {
    const content = canonicalJson([step, step.needs.map((name) => signatures.get(name)?.label)]);
    const original = base.get(step.name);
    signatures.set(step.name, {
      label: original?.content === content ? original.label : `${step.name}${suffix}`,
      content,
    });
  }
  return signatures;
}

/** A step of a case or of one of its workarounds, with what its cells have of it so far. */
interface LaidOutStep {
  readonly step: Step;
  /** What its keys begin with. */
  readonly prefix: string;
  /** What each of the case's combinations is to it. */
  readonly along: readonly Combination[];
  /** Its entry in the cells, by the place of the combination. */
  readonly entries: StepKeys[number][];
  readonly needs: readonly LaidOutStep[];
}

function layOutSteps(probe: Case, combinations: Combinations) {
  // Steps of one label are one step, whichever variants have it.
  const entriesOf = memoise((_label: string): StepKeys[number][] => []);
  const layOut = (steps: readonly Step[], signatures: ReadonlyMap<string, Signature>): readonly LaidOutStep[] => {
    const laidOut = new Map<string, LaidOutStep>();
    for (const step of steps) {
      const { label } = signatures.get(step.name)!;
      laidOut.set(step.name, {
        step,
        prefix: `${probe.name}/${label}@`,
        along: combinations.along(step.axes),
        entries: entriesOf(label),
        needs: step.needs.map((name) => laidOut.get(name)!),
      });
    }
    return [...laidOut.values()];
  };
  const signed = signSteps(probe.steps, new Map(), '');
  const variants = probe.workarounds.map(({ name, steps }) => ({
    name,
    steps: layOut(steps, signSteps(steps, signed, `!${name}`)),
  }));
  return { base: layOut(probe.steps, signed), variants };
}

/** The steps of one cell; those that no cell before it had become instances. */
function instantiate(
  probe: Case,
  steps: readonly LaidOutStep[],
  at: number,
  instances: Map<string, StepInstance>,
): StepKeys {
  const entryOf = ({ entries, along }: LaidOutStep) => entries[along[at]!.place];
  return steps.map((laidOut) => {
    const known = entryOf(laidOut);
    if (known) return known;
    const { step, prefix, along, entries, needs } = laidOut;
    const { on, name, place } = along[at]!;
    const key = prefix + name;
    const entry = [step.name, key] as const;
    entries[place] = entry;
    instances.set(key, { key, case: probe, step, on, needs: needs.map((need) => entryOf(need)![1]) });
    return entry;
  });
}

/** More combinations than this of one case are taken for a mistake: roles multiply. */
const MOST_COMBINATIONS = 1_000_000;

/** Refuses a case before its combinations are made: ten roles of one tool are a short file. */
function refuseTooMany(probe: Case, columns: Columns): void {
  const own = probe.roles.filter(({ neighbour }) => !neighbour);
  const count = own.reduce((product, { tool }) => product * (columns.get(tool)?.length ?? 0), 1);
  if (count <= MOST_COMBINATIONS) return;
  throw new ProblemInInput(`the roles of ${probe.name} have more than ${MOST_COMBINATIONS} combinations`, {
    hint: 'take fewer roles or fewer versions',
  });
}

/** Whether a case's question makes sense of toolchains; each is held against a range once. */
function rememberRanges(): (probe: Case, on: CellPlan['on']) => boolean {
  const isIn = memoise(
    (id: string, range: string) => {
      const toolchain = parseToolchain(id);
      return toolchain !== null && inRange(toolchain.tool, toolchain.version, range);
    },
    (id, range) => `${id} ${range}`,
  );
  return ({ when }, on) =>
    when.length === 0 || when.some((ranges) => Object.entries(ranges).every(([role, range]) => isIn(on[role]!, range)));
}
