import type { Cell, ModuleSurface, Verdict } from '../model/results.ts';

/** Surfaces of modules by key, as results hold them. */
export type ModuleTable = Readonly<Record<string, ModuleSurface>>;

/** The tables to which the two cells refer; without them no import is known, and none is new. */
export interface ComparedTables {
  readonly old: ModuleTable;
  readonly now: ModuleTable;
}

/**
 * What a cell is now against what it was in the baseline. `inPlan`: whether this run meant to test it.
 *
 * - Infrastructure is no verdict: on either side it changes nothing.
 * - Skipped is as good as not there.
 * - Not there before: new. Not there now: gone, if the run meant to test it.
 * - Passed before, breaks now: regressed. The other way: fixed.
 * - Breaks with other breaks: changed. Passes with a new warning that will trap, or a new import: changed.
 */
export function compare(
  old: Cell | undefined,
  now: Cell | undefined,
  inPlan: boolean,
  tables: ComparedTables = { old: {}, now: {} },
): Exclude<Verdict, 'flaky'> {
  const before = old?.status ?? 'skip';
  const after = now?.status ?? 'skip';
  if (before === 'infra' || after === 'infra') return 'same';
  if (before === 'skip') return after === 'skip' ? 'same' : 'new';
  if (after === 'skip') return now || inPlan ? 'gone' : 'same';
  if (before === 'pass' && after === 'break') return 'regressed';
  if (before === 'break' && after === 'pass') return 'fixed';
  if (before === 'break') return sameBreaks(old!, now!) ? 'same' : 'changed';
  return hasNewTrap(old!, now!) || hasNewImport(old!, now!, tables) ? 'changed' : 'same';
}

/** Whether a verdict on a cell is news: both what is shown first and what a run's exit code counts. */
export function countsAsNews(verdict: Verdict, now: Pick<Cell, 'status'> | undefined): boolean {
  return verdict === 'regressed' || verdict === 'changed' || (verdict === 'new' && now?.status === 'break');
}

function sameBreaks(old: Cell, now: Cell): boolean {
  const before = new Set(old.breaks.map(({ id }) => id));
  const after = new Set(now.breaks.map(({ id }) => id));
  return before.size === after.size && [...after].every((id) => before.has(id));
}

/** In a passing cell `also` holds the warnings that will trap, and nothing else. */
function hasNewTrap(old: Cell, now: Cell): boolean {
  return now.also.some((id) => !old.also.includes(id));
}

/** Only modules that both cells have are compared: a module of another name is another case's doing. */
function hasNewImport(old: Cell, now: Cell, tables: ComparedTables): boolean {
  return Object.entries(now.modules ?? {}).some(([path, key]) => {
    const formerKey = old.modules && Object.hasOwn(old.modules, path) ? old.modules[path]! : key;
    if (formerKey === key) return false;
    const former = importsOf(tables.old, formerKey);
    const current = importsOf(tables.now, key);
    return former !== null && current !== null && [...current].some((name) => !former.has(name));
  });
}

function importsOf(table: ModuleTable, key: string): ReadonlySet<string> | null {
  if (!Object.hasOwn(table, key)) return null;
  return new Set(table[key]!.imports.map(({ module, name }) => JSON.stringify([module ?? '', name])));
}
