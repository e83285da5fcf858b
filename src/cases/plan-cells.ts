import { canonicalJson } from '../model/canonical.ts';
import { ProblemInInput } from '../model/errors.ts';
import { compareToolchains, createPrinter, type Printer, parseToolchain } from '../model/ids.ts';
import type { Tool } from '../model/tools.ts';
import { inRange } from '../model/versions.ts';
import type { Case, Role, Step } from './case.ts';

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
  const instances = new Map<string, StepInstance>();
  const cells: CellPlan[] = [];
  const tables: CellTables = { instances, entries: new Map(), print: createPrinter() };
  for (const probe of [...cases].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const base = signSteps(probe.steps, new Map(), '');
    const variants = probe.workarounds.map((workaround) => ({
      name: workaround.name,
      steps: workaround.steps,
      signatures: signSteps(workaround.steps, base, `!${workaround.name}`),
    }));
    const allRoles = probe.roles.map(({ name }) => name);
    refuseTooMany(probe, sorted);
    for (const on of combine(probe.roles, sorted)) {
      if (!makesSense(probe, on)) continue;
      const workarounds: Record<string, StepKeys> = {};
      const steps = instantiate(probe, probe.steps, base, on, tables);
      for (const variant of variants) {
        workarounds[variant.name] = instantiate(probe, variant.steps, variant.signatures, on, tables);
      }
      cells.push({
        name: `${probe.name}@${tables.print(on, allRoles)}`,
        case: probe.name,
        on,
        steps,
        workarounds,
      });
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

/** What the cells of a plan share. */
interface CellTables {
  readonly instances: Map<string, StepInstance>;
  /** Key of an instance → the entry that all cells with it hold, so that there is one of each. */
  readonly entries: Map<string, StepKeys[number]>;
  readonly print: Printer;
}

function instantiate(
  probe: Case,
  steps: readonly Step[],
  signatures: ReadonlyMap<string, Signature>,
  on: Readonly<Record<string, string>>,
  { instances, entries, print }: CellTables,
): StepKeys {
  const keys: StepKeys[number][] = [];
  for (const step of steps) {
    const text = `${probe.name}/${signatures.get(step.name)!.label}@${print(on, step.axes)}`;
    const entry = entries.get(text) ?? ([step.name, text] as const);
    const [, key] = entry;
    keys.push(entry);
    if (instances.has(key)) continue;
    entries.set(key, entry);
    instances.set(key, {
      key,
      case: probe,
      step,
      on: Object.fromEntries(step.axes.map((role) => [role, on[role]!])),
      needs: step.needs.map((name) => keys.find(([other]) => other === name)![1]),
    });
  }
  return keys;
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

/** All assignments of toolchains to roles; a neighbour without a neighbouring version gives none. */
function combine(roles: readonly Role[], columns: Columns): Readonly<Record<string, string>>[] {
  let combinations: Readonly<Record<string, string>>[] = [{}];
  for (const role of roles.filter((candidate) => !candidate.neighbour)) {
    const ids = columns.get(role.tool) ?? [];
    combinations = combinations.flatMap((on) => ids.map((id) => ({ ...on, [role.name]: id })));
  }
  for (const role of roles) {
    const neighbour = role.neighbour;
    if (!neighbour) continue;
    const ids = columns.get(role.tool) ?? [];
    combinations = combinations.flatMap((on) => {
      const id = ids[ids.indexOf(on[neighbour.of]!) + (neighbour.is === 'previous' ? -1 : 1)];
      return id === undefined ? [] : [{ ...on, [role.name]: id }];
    });
  }
  return combinations;
}

function makesSense(probe: Case, on: Readonly<Record<string, string>>): boolean {
  const holds = (ranges: Readonly<Record<string, string>>) =>
    Object.entries(ranges).every(([role, range]) => {
      const toolchain = parseToolchain(on[role]!);
      return toolchain !== null && inRange(toolchain.tool, toolchain.version, range);
    });
  return probe.when.length === 0 || probe.when.some(holds);
}
