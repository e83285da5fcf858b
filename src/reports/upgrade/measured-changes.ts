import { groupBy } from '../../model/group.ts';
import { memoise } from '../../model/memoise.ts';
import type { Cell } from '../../model/results.ts';
import { attributionGroupsOf } from '../query/attribution-groups.ts';
import { titleOfBreak } from '../query/break-title.ts';
import { curesOf, isOwnCase } from '../query/choices.ts';
import type { Context } from '../query/context.ts';
import { countToolchains, describeCells } from '../query/where.ts';
import { breakPath } from '../text/names.ts';
import type { Route } from './axes.ts';
import { type CaseChange, type Comparison, compareCase } from './compare-case.ts';
import { changeOfWindows } from './documented-changes.ts';
import { BASES, type Basis, type Reason, type UpgradeItem, type UpgradeList } from './item.ts';
import type { FindNote } from './judge-side.ts';

/** What the results say of an upgrade. */
export interface MeasuredChanges {
  readonly lists: Readonly<Record<UpgradeList, readonly UpgradeItem[]>>;
  /** Cases that fail with the newer versions and were measured with none of the older ones. */
  readonly unmeasured: readonly string[];
  /** Cases that came out the same on both sides, wherever both were tested and decided. */
  readonly unchanged: ReadonlySet<string>;
}

/** One break in one case along an upgrade. */
interface Finding {
  readonly list: UpgradeList;
  readonly reason: Reason;
  readonly basis: Basis;
  readonly id: string;
  readonly case: string;
  readonly cells: readonly Cell[];
  /** All cells that could have failed, by which `every tested …` is said. */
  readonly among: readonly Cell[];
}

/** The most products of versions that say where. */
const MOST_PRODUCTS = 3;

/** What changes along an upgrade by the results: cases that put statements of others to the test aside. */
export function findMeasured(context: Context, route: Route): MeasuredChanges {
  const { index } = context;
  const noteOf = noteFinder(context);
  const findings: Finding[] = [];
  const unmeasured: string[] = [];
  const unchanged = new Set<string>();
  // One after the other: what was compared of a case is more than what comes of it.
  for (const name of index.cases.keys()) {
    const change = isOwnCase(index, name) ? compareCase(index, name, route, noteOf) : null;
    if (!change) continue;
    findings.push(...findingsOf(change));
    if (change.unmeasured.length > 0) unmeasured.push(name);
    if (isUnchanged(change)) unchanged.add(name);
  }
  const list = (wanted: UpgradeList) => gatherItems(context, route, noteOf, wanted, findings);
  return {
    lists: { breaks: list('breaks'), lookAt: list('lookAt'), fixed: list('fixed') },
    unmeasured,
    unchanged,
  };
}

function isUnchanged({ comparisons }: CaseChange): boolean {
  return (
    comparisons.length > 0 &&
    comparisons.every(({ before, after, basis }) => before === after && before !== 'open' && basis === 'measured')
  );
}

function noteFinder({ index, notes }: Context): FindNote {
  return (id, name) => {
    const brk = index.breaks.get(id);
    if (!brk) return undefined;
    const known = attributionGroupsOf(brk).find(({ cases }) => cases.includes(name))?.known ?? brk.known;
    return known === undefined ? undefined : notes.get(known);
  };
}

function findingsOf({ case: name, comparisons, mixed }: CaseChange): readonly Finding[] {
  const moved = (before: Comparison['before'], after: Comparison['after']) =>
    comparisons.filter((one) => one.before === before && one.after === after);
  const cellsOn = memoise((side: 'oldCells' | 'newCells') => comparisons.flatMap((one) => one[side]));
  const make = (list: UpgradeList, reason: Reason, chosen: readonly Comparison[]): readonly Finding[] => {
    if (chosen.length === 0) return [];
    const side = list === 'fixed' ? 'oldCells' : 'newCells';
    const among = cellsOn(side);
    const cells = chosen.flatMap((one) => one[side]).filter(({ status }) => status === 'break');
    return spread(list, reason, weakestOf(chosen), name, cells, among);
  };
  const broke = moved('pass', 'break');
  const spared = [...moved('pass', 'pass'), ...moved('pass', 'open')];
  const fixed = moved('break', 'pass');
  const unclear = broke.length > 0 ? [] : [...moved('pass', 'open'), ...moved('open', 'break')];
  const isPartlyFixed = moved('break', 'break').length > 0;
  return [
    ...make(spared.length === 0 ? 'breaks' : 'lookAt', spared.length === 0 ? 'all' : 'partly', broke),
    ...make('lookAt', 'open', unclear),
    ...moved('break', 'break').flatMap((one) => {
      const before = new Set(one.oldCells.flatMap(({ breaks }) => breaks.map(({ id }) => id)));
      const isChanged = one.newCells.some(({ breaks }) => breaks.some(({ id }) => !before.has(id)));
      return isChanged ? make('lookAt', 'changed', [one]).filter(({ id }) => !before.has(id)) : [];
    }),
    ...make('fixed', isPartlyFixed ? 'partly' : 'all', fixed),
    ...spread('lookAt', 'mixed', 'measured', name, mixed, mixed),
  ];
}

function spread(
  list: UpgradeList,
  reason: Reason,
  basis: Basis,
  name: string,
  cells: readonly Cell[],
  among: readonly Cell[],
): readonly Finding[] {
  const ids = new Set(cells.flatMap(({ breaks }) => breaks.map(({ id }) => id)));
  return [...ids].map((id) => ({
    list,
    reason,
    basis,
    id,
    case: name,
    cells: cells.filter(({ breaks }) => breaks.some((found) => found.id === id)),
    among,
  }));
}

/** The weakest of what comparisons rest on. */
function weakestOf(comparisons: readonly Comparison[]): Basis {
  const order = Object.keys(BASES) as readonly Basis[];
  return order.findLast((basis) => comparisons.some((one) => one.basis === basis)) ?? 'measured';
}

function gatherItems(
  context: Context,
  route: Route,
  noteOf: FindNote,
  list: UpgradeList,
  findings: readonly Finding[],
): readonly UpgradeItem[] {
  const places = new Map(context.ranked.map(({ brk }, at) => [brk.id, at]));
  const groups = groupBy(
    findings.filter((one) => one.list === list),
    ({ reason, basis, id, case: name }) => JSON.stringify([noteOf(id, name)?.name ?? `break ${id}`, reason, basis]),
  );
  const items = [...groups.values()].map((group) => {
    const sorted = group.sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
    return describe(context, route, noteOf, sorted);
  });
  return items.sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
}

function describe(context: Context, route: Route, noteOf: FindNote, group: readonly Finding[]): UpgradeItem {
  const { index } = context;
  const [first] = group;
  const { id, reason, basis, list } = first!;
  const note = noteOf(id, first!.case);
  const cases = [...new Set(group.map((one) => one.case))];
  const cells = group.flatMap((one) => one.cells);
  return {
    id,
    ids: [...new Set(group.map((one) => one.id))],
    title: titleOfBreak(context, id),
    reason,
    basis,
    cases,
    where: reason === 'all' ? [] : sayWhere(context, route, group),
    cures: list === 'fixed' ? [] : nameCures(index, cases, cells),
    ...(note && list !== 'fixed' ? { advice: note.cure } : {}),
    ...(note && Object.keys(note.documented).length > 0
      ? { documented: note.documented, isBoundBetween: changeOfWindows(note, route) !== null }
      : {}),
    refs: note?.refs ?? [],
    ...(note ? { known: note.name } : {}),
    page: breakPath(id),
  };
}

function sayWhere({ index }: Context, { moves }: Route, group: readonly Finding[]): readonly string[] {
  const among = group.flatMap((one) => one.among);
  const moving = new Set<string>(group[0]!.reason === 'mixed' ? [] : moves.map(({ tool }) => tool));
  const without = [...new Set(among.flatMap(({ on }) => Object.keys(on)))].filter((role) => moving.has(role));
  const cells = group.flatMap((one) => one.cells);
  return describeCells(index, cells, { possible: countToolchains(among), most: MOST_PRODUCTS, without });
}

function nameCures(index: Context['index'], cases: readonly string[], cells: readonly Cell[]): UpgradeItem['cures'] {
  const found = cases.flatMap((name) => {
    const own = cells.filter((cell) => cell.case === name);
    const workarounds = index.cases.get(name)?.workarounds ?? [];
    return curesOf(own).map((cure) => ({
      name: cure,
      title: workarounds.find((one) => one.name === cure)?.title ?? cure,
    }));
  });
  return [...new Map(found.map((cure) => [cure.name, cure])).values()];
}
