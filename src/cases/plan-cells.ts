import { canonicalJson } from '../model/canonical.ts';
import { ProblemInInput } from '../model/errors.ts';
import { compareToolchains, parseToolchain } from '../model/ids.ts';
import { memoise } from '../model/memoise.ts';
import { inRange } from '../model/versions.ts';
import type { Case, Role, Step } from './case.ts';
import { type Columns, type Combination, type Combinations, combine } from './combinations.ts';

/** A step of a cell, as far as it takes to find what became of it. */
export interface PlannedStep {
  /** Equal exactly where case, step, everything upstream and the toolchains on its axes are equal. */
  readonly key: string;
  readonly step: Pick<Step, 'name'>;
}

/** One step on one combination, shared by all cells in which it is the same. */
export interface StepInstance extends PlannedStep {
  readonly case: Case;
  readonly step: Step;
  /** Role → toolchain id, over the step's axes. */
  readonly on: Readonly<Record<string, string>>;
  /** The steps of the first cell that has it, among them itself and all that it needs. */
  readonly beside: readonly StepInstance[];
}

/** The instances that one needs, in the order of `step.needs`. */
export function needsOf({ step, beside }: Pick<StepInstance, 'step' | 'beside'>): readonly StepInstance[] {
  return step.needs.map((name) => beside.find((other) => other.step.name === name)!);
}

/** One case on one combination, and the steps that decide it. */
export interface CellPlan {
  readonly name: string;
  readonly case: string;
  readonly on: Readonly<Record<string, string>>;
  readonly steps: readonly PlannedStep[];
  readonly workarounds: Readonly<Record<string, readonly PlannedStep[]>>;
}

/** Everything that a run has to find out. */
export interface Plan {
  /** Sorted by name of the case, then by toolchains. */
  readonly cells: readonly CellPlan[];
  /** The steps of all cells, each once, in an order in which each follows those it needs. */
  readonly instances: readonly StepInstance[];
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
  const instances: StepInstance[] = [];
  const cells: CellPlan[] = [];
  for (const probe of [...cases].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    refuseTooMany(probe, sorted);
    const combinations = combinationsOf(probe.roles);
    const { base, variants } = layOutSteps(probe, combinations);
    const prefix = `${probe.name}@`;
    for (const [at, { on, name }] of combinations.all.entries()) {
      if (!makesSense(probe, on)) continue;
      const steps = instantiate(probe, base, at, instances);
      const workarounds: Record<string, readonly StepInstance[]> = {};
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
  const keys = new Set(cells.flatMap(stepsOf).map(({ key }) => key));
  return { cells, instances: instances.filter(({ key }) => keys.has(key)) };
}

/** The steps of a cell, and those of its workarounds. */
export function stepsOf({ steps, workarounds }: Pick<CellPlan, 'steps' | 'workarounds'>): readonly PlannedStep[] {
  return [steps, ...Object.values(workarounds)].flat();
}

/** The instances that cells consist of without their workarounds. */
export function instancesOfCells({ cells, instances }: Plan): readonly StepInstance[] {
  const keys = new Set(cells.flatMap(({ steps }) => steps.map(({ key }) => key)));
  return instances.filter(({ key }) => keys.has(key));
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

/** A step of a case or of one of its workarounds, with its instances so far. */
interface LaidOutStep {
  readonly step: Step;
  /** What its keys begin with. */
  readonly prefix: string;
  /** What each of the case's combinations is to it. */
  readonly along: readonly Combination[];
  /** By the place of the combination. */
  readonly known: StepInstance[];
}

function layOutSteps(probe: Case, combinations: Combinations) {
  // Steps of one label are one step, whichever variants have it.
  const knownOf = memoise((_label: string): StepInstance[] => []);
  const layOut = (steps: readonly Step[], signatures: ReadonlyMap<string, Signature>): readonly LaidOutStep[] =>
    steps.map((step) => {
      const { label } = signatures.get(step.name)!;
      const along = combinations.along(step.axes);
      return { step, prefix: `${probe.name}/${label}@`, along, known: knownOf(label) };
    });
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
  instances: StepInstance[],
): readonly StepInstance[] {
  const beside = new Array<StepInstance>(steps.length);
  for (const [place, { step, prefix, along, known }] of steps.entries()) {
    const combination = along[at]!;
    let instance = known[combination.place];
    if (!instance) {
      // In one piece: keys are hashed and written, and one that is added up would keep its parts besides.
      const key = [prefix, combination.name].join('');
      instance = { key, case: probe, step, on: combination.on, beside };
      known[combination.place] = instance;
      instances.push(instance);
    }
    beside[place] = instance;
  }
  return beside;
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
