import { groupBy } from '../../model/group.ts';
import { memoise } from '../../model/memoise.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { Cell } from '../../model/results.ts';
import { TOOLS, type Tool } from '../../model/tools.ts';
import type { ResultsIndex } from '../query/index-results.ts';
import type { AxisAnswer } from '../query/pair-axis.ts';
import { type Move, type Route, standInsOf } from './axes.ts';
import type { Basis } from './item.ts';
import { type FindNote, judgeSide, type State } from './judge-side.ts';

/** A case before and after an upgrade on one choice of all other tools. */
export interface Comparison {
  readonly before: State;
  readonly after: State;
  readonly oldCells: readonly Cell[];
  readonly newCells: readonly Cell[];
  readonly basis: Basis;
}

/** A case along an upgrade. */
export interface CaseChange {
  readonly case: string;
  readonly comparisons: readonly Comparison[];
  /** Cells that fail with the newer versions, in a case that was measured with none of the older ones. */
  readonly unmeasured: readonly Cell[];
  /** Cells in which some roles of a tool have its newer version and others still the older, and all old ones pass. */
  readonly mixed: readonly Cell[];
}

/** A tool on its way, or one that stays, whose ends are the same. */
type Axis = Move;

/**
 * Compares a case's cells with the older versions and with the newer ones, everything else the same. Not every combination
 * is measured: where the older versions were not all at once, those count with as many of them as there are, and where
 * the newer ones were not, hosts may have any version, then Go, then Emscripten. Null for a case without a moving tool.
 */
export function compareCase(index: ResultsIndex, name: string, route: Route, noteOf: FindNote): CaseChange | null {
  const axes: readonly Axis[] = [...route.moves, ...route.stays.map((at) => ({ tool: at.tool, from: at, to: at }))];
  const taking = axes.filter(({ tool }) => [...index.placesOn(name, tool).keys()].some((id) => id !== ''));
  if (!taking.some(isMoving)) return null;
  for (const free of [() => false, isHost, isHostOr('go'), isHostOr('emsdk')]) {
    const bound = taking.filter(({ tool }) => !free(tool));
    const change = bound.some(isMoving)
      ? compareAlong(index, name, cellsAlong(index, name, bound), bound, noteOf, bound.length < taking.length)
      : null;
    if (change) return change;
  }
  return { case: name, comparisons: [], unmeasured: [], mixed: [] };
}

/** The decided cells of a case in which the first moving tool has one of its ends: others say nothing of the way. */
function cellsAlong(index: ResultsIndex, name: string, axes: readonly Axis[]): readonly Cell[] {
  const { tool, from, to } = axes.find(isMoving)!;
  const places = index.placesOn(name, tool);
  const ids = new Set(['', ...[from, to].flatMap((end) => [end.nearest, ...standInsOf(end)])]);
  const found = new Set([...ids].flatMap((id) => places.get(id) ?? []));
  const cells = index.cellsOfCase.get(name) ?? [];
  return [...found]
    .sort((a, b) => a - b)
    .map((at) => cells[at]!)
    .filter(({ status }) => status === 'pass' || status === 'break');
}

function isMoving({ from, to }: Axis): boolean {
  return from !== to;
}

function isHost(tool: Tool): boolean {
  return TOOLS[tool].host;
}

function isHostOr(other: Tool): (tool: Tool) => boolean {
  return (tool) => isHost(tool) || tool === other;
}

function compareAlong(
  index: ResultsIndex,
  name: string,
  cells: readonly Cell[],
  axes: readonly Axis[],
  noteOf: FindNote,
  isLoose: boolean,
): CaseChange | null {
  const movers = axes.filter(isMoving);
  const tools = new Set(axes.map(({ tool }) => tool));
  const byRest = groupBy(cells, (cell) => restKey(index, cell, tools));
  const newer = endsOf(axes.map(({ to }) => to));
  const findOlds = makeFindOlds(index, axes, movers);
  const isUntested = axes.some(({ from, to }) => !from.tested || !to.tested);
  const comparisons = new Map<string, Comparison & { readonly isWhole: boolean }>();
  const unmeasured: Cell[] = [];
  let hasNew = false;
  for (const [rest, group] of byRest) {
    const newCells = group.filter((cell) => isOnAll(index, cell, newer));
    if (newCells.length === 0) continue;
    hasNew = true;
    const olds = findOlds(group);
    if (olds.length === 0) {
      unmeasured.push(...newCells.filter(({ status }) => status === 'break'));
      continue;
    }
    const before = olds.map(({ cells: old, sides }) => judgeSide(old, sides, noteOf));
    const after = judgeSide(newCells, newer.sides, noteOf);
    const isWhole = olds[0]!.moved === movers.length;
    const isDocumented = [...before, after].some(({ documented }) => documented);
    comparisons.set(rest, {
      before: combine(
        before.map(({ state }, at) => ({ state, cells: olds[at]!.cells })),
        newCells,
      ),
      after: after.state,
      oldCells: olds.flatMap((old) => old.cells),
      newCells,
      isWhole,
      basis: isDocumented ? 'documented' : isUntested ? 'neighbours' : isWhole && !isLoose ? 'measured' : 'parts',
    });
  }
  if (!hasNew) return null;
  const passedBefore = (cell: Cell) => {
    const known = comparisons.get(restKey(index, cell, tools));
    return known?.before === 'pass' && known.isWhole;
  };
  const mixed = isLoose ? [] : cells.filter((cell) => isMixed(index, cell, movers) && passedBefore(cell));
  return {
    case: name,
    comparisons: [...comparisons.values()],
    unmeasured: comparisons.size > 0 ? [] : unmeasured,
    mixed,
  };
}

/** Versions of some tools, and for each tool the toolchains that speak for its version. */
interface Ends {
  readonly sides: readonly AxisAnswer[];
  readonly ids: ReadonlyMap<Tool, readonly string[]>;
}

function endsOf(sides: readonly AxisAnswer[]): Ends {
  return { sides, ids: new Map(sides.map((side) => [side.tool, standInsOf(side)])) };
}

/** Finds the old cells of one rest: with all older versions, else with as many as were measured, each choice by itself. */
function makeFindOlds(index: ResultsIndex, axes: readonly Axis[], movers: readonly Axis[]) {
  const choicesOf = memoise((moved: number) =>
    chooseOf(movers, moved).map((chosen) => endsOf(axes.map((axis) => (chosen.includes(axis) ? axis.from : axis.to)))),
  );
  return (cells: readonly Cell[]) => {
    for (let moved = movers.length; moved > 0; moved--) {
      const found = choicesOf(moved).flatMap((older) => {
        const old = cells.filter((cell) => isOnAll(index, cell, older));
        return old.length === 0 ? [] : [{ cells: old, sides: older.sides, moved }];
      });
      if (found.length > 0) return found;
    }
    return [];
  };
}

/**
 * What several choices of older versions say together. One that fails by what the newer versions fail by has not the older
 * version of the tool that it depends on, if another passes: it says nothing then.
 */
function combine(
  olds: readonly { readonly state: State; readonly cells: readonly Cell[] }[],
  now: readonly Cell[],
): State {
  if (olds.length === 1) return olds[0]!.state;
  const newIds = new Set(now.flatMap(({ breaks }) => breaks.map(({ id }) => id)));
  const states = new Set(
    olds
      .filter(
        ({ state, cells }) => state !== 'break' || cells.some(({ breaks }) => breaks.some(({ id }) => !newIds.has(id))),
      )
      .map(({ state }) => state),
  );
  if (states.size === 0) return 'break';
  return states.size === 1 ? [...states][0]! : 'open';
}

/** All choices of so many of some values. */
function chooseOf<T>(values: readonly T[], count: number): readonly (readonly T[])[] {
  if (count === 0) return [[]];
  return values.flatMap((value, at) => chooseOf(values.slice(at + 1), count - 1).map((rest) => [value, ...rest]));
}

/** The roles of a cell that a tool plays. */
function rolesOfTool(index: ResultsIndex, cell: Cell, tool: Tool): readonly string[] {
  return Object.keys(cell.on).filter((role) => index.toolOf.get(cell.on[role]!) === tool);
}

/** Whether each of some tools plays all its roles in a cell in one of its versions; of one that plays none it does. */
function isOnAll(index: ResultsIndex, cell: Cell, { ids }: Ends): boolean {
  for (const [tool, allowed] of ids) if (!isOn(index, cell, tool, allowed)) return false;
  return true;
}

function isOn({ toolOf }: ResultsIndex, { on }: Cell, tool: Tool, ids: readonly string[]): boolean {
  let own: string | undefined;
  for (const id of Object.values(on)) {
    if (toolOf.get(id) !== tool) continue;
    if (own === undefined ? !ids.includes(id) : id !== own) return false;
    own = id;
  }
  return true;
}

/** What plays the roles of a cell that none of some tools plays. */
function restKey({ toolOf }: ResultsIndex, { on }: Cell, tools: ReadonlySet<Tool | undefined>): string {
  const rest: string[] = [];
  for (const role of Object.keys(on)) if (!tools.has(toolOf.get(on[role]!))) rest.push(`${role}=${on[role]}`);
  return rest.sort(byCodeUnit).join(' ');
}

/** Whether a cell fails in which a tool plays some roles in its newer version and others in the older. False: it does not. */
function isMixed(index: ResultsIndex, cell: Cell, movers: readonly Axis[]): boolean {
  if (cell.status !== 'break') return false;
  const counts = movers.map(({ tool, from, to }) => {
    const ids = new Set(rolesOfTool(index, cell, tool).map((role) => cell.on[role]!));
    const allowed = [from, to].filter(({ tested }) => tested).map(({ nearest }) => nearest);
    return [...ids].every((id) => allowed.includes(id)) ? ids.size : 0;
  });
  return !counts.includes(0) && counts.includes(2);
}
