import { canonicalJson } from '../../model/canonical.ts';
import { createCellPrinter } from '../../model/ids.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { Cell } from '../../model/results.ts';
import type { AbiDrift } from '../abi/drift.ts';
import { compareModules, type SurfaceChange } from '../abi/module-drift.ts';
import type { CandidateComparison, FamilyDrift } from '../comparison/candidate.ts';

/** How modules that both versions build differ outside; equal changes are one. */
export interface ModuleChange {
  readonly change: SurfaceChange;
  /** `case:step/path`, sorted. */
  readonly modules: readonly string[];
}

/** What modules that both versions build import and export otherwise. */
export function listModuleChanges({ old, now }: CandidateComparison): readonly ModuleChange[] {
  const changes = new Map<string, { change: SurfaceChange; modules: Set<string> }>();
  const tables = old.modules;
  for (const [before, after] of pairCells(old.cells, now.cells)) {
    for (const [module, key] of Object.entries(after.modules ?? {})) {
      const was = before.modules?.[module];
      if (was === undefined || was === key || !Object.hasOwn(tables, was) || !Object.hasOwn(tables, key)) continue;
      const change = compareModules(tables[was]!, tables[key]!);
      if (!change) continue;
      const place = canonicalJson(change);
      const known = changes.get(place) ?? { change, modules: new Set<string>() };
      known.modules.add(`${after.case}:${module}`);
      changes.set(place, known);
    }
  }
  return [...changes.values()].map(({ change, modules }) => ({ change, modules: [...modules].sort(byCodeUnit) }));
}

/** Warnings that steps which pass with both versions print with one of them alone, as `kind:subject`. */
export interface WarningChange {
  readonly case: string;
  readonly came: readonly string[];
  readonly went: readonly string[];
}

/** The warnings that came and went, each case once. Of cells that fail on either side nothing is said. */
export function listWarningChanges({ old, now }: CandidateComparison): readonly WarningChange[] {
  const changes = new Map<string, { came: Set<string>; went: Set<string> }>();
  for (const [before, after] of pairCells(old.cells, now.cells)) {
    if (before.status !== 'pass' || after.status !== 'pass') continue;
    const [was, is] = [new Set(before.warnings), new Set(after.warnings)];
    const known = changes.get(after.case) ?? { came: new Set<string>(), went: new Set<string>() };
    for (const id of is) if (!was.has(id)) known.came.add(id);
    for (const id of was) if (!is.has(id)) known.went.add(id);
    if (known.came.size + known.went.size > 0) changes.set(after.case, known);
  }
  return [...changes].map(([name, { came, went }]) => ({
    case: name,
    came: [...came].sort(byCodeUnit),
    went: [...went].sort(byCodeUnit),
  }));
}

/** The symbols of a drift by family, without their facts. */
export function summariseDrift({ symbols }: Pick<AbiDrift, 'symbols'>): readonly FamilyDrift[] {
  const families = new Map<string, { added: string[]; removed: string[]; changed: string[] }>();
  const of = (family: string) => {
    const known = families.get(family) ?? { added: [], removed: [], changed: [] };
    families.set(family, known);
    return known;
  };
  for (const symbol of symbols) {
    // What another family has now is no loss: a link takes all of them.
    if (symbol.kind === 'moved') continue;
    of(symbol.family)[symbol.kind].push(symbol.name);
  }
  return [...families].map(([family, lists]) => ({ family, ...lists }));
}

function pairCells(old: readonly Cell[], now: readonly Cell[]): readonly (readonly [Cell, Cell])[] {
  const nameOf = createCellPrinter();
  const before = new Map(old.map((cell) => [nameOf(cell), cell]));
  return now.flatMap((cell) => {
    const former = before.get(nameOf(cell));
    return former ? [[former, cell] as const] : [];
  });
}
