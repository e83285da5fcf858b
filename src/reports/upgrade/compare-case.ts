import type { KnownBreak } from '../../breaks/knowledge/knowledge.ts';
import { groupBy } from '../../model/group.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { Cell } from '../../model/results.ts';
import type { Tool } from '../../model/tools.ts';
import { inRange } from '../../model/versions.ts';
import type { ResultsIndex } from '../query/index-results.ts';
import type { AxisAnswer } from '../query/pair-axis.ts';
import { type Move, type Route, standInsOf } from './axes.ts';

/** How a case does with the versions of one side; `open` where tested neighbours of an untested version differ. */
export type State = 'pass' | 'break' | 'open';

/** A case before and after an upgrade on one choice of all other tools. */
export interface Comparison {
  readonly before: State;
  readonly after: State;
  readonly oldCells: readonly Cell[];
  readonly newCells: readonly Cell[];
  /** A documented window decides, where the tested neighbours of an untested version differ. False: cells alone do. */
  readonly documented: boolean;
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

/** Finds the knowledge that explains a break in a case. */
export type FindNote = (breakId: string, caseName: string) => KnownBreak | undefined;

/**
 * Compares a case's cells with the older versions and with the newer ones, everything else the same. A tool of which a case
 * was measured with newer versions only is taken at the newer one on both sides. Null for a case without a moving tool.
 */
export function compareCase(index: ResultsIndex, name: string, route: Route, noteOf: FindNote): CaseChange | null {
  const decided = (index.cellsOfCase.get(name) ?? []).filter(({ status }) => status === 'pass' || status === 'break');
  const cells = decided.filter((cell) => route.stays.every((axis) => isOn(index, cell, axis.tool, standInsOf(axis))));
  const taking = route.moves.filter(({ tool }) => cells.some((cell) => rolesOfTool(index, cell, tool).length > 0));
  if (taking.length === 0) return null;
  const moving = taking.filter(({ tool, from }) => cells.some((cell) => isOn(index, cell, tool, standInsOf(from))));
  const held = taking.filter((move) => !moving.includes(move));
  const within = cells.filter((cell) => held.every(({ tool, to }) => isOn(index, cell, tool, standInsOf(to))));
  const on = (side: 'from' | 'to') =>
    within.filter((cell) => moving.every((move) => isOn(index, cell, move.tool, standInsOf(move[side]))));
  if (moving.length === 0) return { case: name, comparisons: [], unmeasured: within.filter(fails), mixed: [] };
  const restOf = (cell: Cell) => restKey(index, cell, moving);
  const [old, now] = [groupBy(on('from'), restOf), groupBy(on('to'), restOf)];
  const comparisons = [...now].flatMap(([rest, newCells]): Comparison[] => {
    const oldCells = old.get(rest);
    if (!oldCells) return [];
    const before = judge(oldCells, 'from', route, noteOf);
    const after = judge(newCells, 'to', route, noteOf);
    return [
      {
        before: before.state,
        after: after.state,
        oldCells,
        newCells,
        documented: before.documented || after.documented,
      },
    ];
  });
  return { case: name, comparisons, unmeasured: [], mixed: findMixed(index, within, moving, old) };
}

function fails({ status }: Cell): boolean {
  return status === 'break';
}

/** The roles of a cell that a tool plays. */
function rolesOfTool(index: ResultsIndex, cell: Cell, tool: Tool): readonly string[] {
  return Object.keys(cell.on).filter((role) => index.toolOf.get(cell.on[role]!) === tool);
}

/** Whether a tool plays all its roles in one of some versions; of a tool that plays none it does. */
function isOn(index: ResultsIndex, cell: Cell, tool: Tool, ids: readonly string[]): boolean {
  const [first, ...rest] = rolesOfTool(index, cell, tool).map((role) => cell.on[role]!);
  return first === undefined || (ids.includes(first) && rest.every((id) => id === first));
}

function restKey(index: ResultsIndex, cell: Cell, moving: readonly Move[]): string {
  const tools = moving.map(({ tool }) => tool);
  return Object.keys(cell.on)
    .filter((role) => !tools.includes(index.toolOf.get(cell.on[role]!)!))
    .sort(byCodeUnit)
    .map((role) => `${role}=${cell.on[role]}`)
    .join(' ');
}

function findMixed(
  index: ResultsIndex,
  cells: readonly Cell[],
  moving: readonly Move[],
  old: ReadonlyMap<string, readonly Cell[]>,
): readonly Cell[] {
  return cells.filter((cell) => {
    if (!fails(cell) || !old.get(restKey(index, cell, moving))?.every(({ status }) => status === 'pass')) return false;
    const ends = moving.map(({ tool, from, to }) => {
      const ids = new Set(rolesOfTool(index, cell, tool).map((role) => cell.on[role]!));
      const allowed = [from, to].filter(({ tested }) => tested).map(({ nearest }) => nearest);
      return [...ids].every((id) => allowed.includes(id)) ? ids.size : 0;
    });
    return !ends.includes(0) && ends.includes(2);
  });
}

/**
 * What holds of cells that speak for one side. Where an untested version's neighbours differ, or all fail by a break that
 * references deny for it, documented windows of these breaks decide, if they all have one.
 */
function judge(
  cells: readonly Cell[],
  side: 'from' | 'to',
  route: Route,
  noteOf: FindNote,
): { readonly state: State; readonly documented: boolean } {
  const failing = cells.filter(fails);
  if (failing.length === 0) return { state: 'pass', documented: false };
  const untested = [...route.moves.map((move) => move[side]), ...route.stays].filter(({ tested }) => !tested);
  if (untested.length === 0) return { state: 'break', documented: false };
  const said = failing.flatMap((cell) => cell.breaks.map(({ id }) => saysOf(noteOf(id, cell.case), untested)));
  const all = failing.length === cells.length;
  if (said.includes(undefined)) return { state: all && !said.includes(false) ? 'break' : 'open', documented: false };
  if (all) return { state: said.includes(true) ? 'break' : 'open', documented: false };
  return { state: said.includes(true) ? 'break' : 'pass', documented: true };
}

/** Whether references say that a break is there in untested versions; undefined where they say nothing of their tools. */
function saysOf(note: KnownBreak | undefined, untested: readonly AxisAnswer[]): boolean | undefined {
  const windows = untested.flatMap(({ tool, version }) => {
    const range = note?.documented[tool];
    return range === undefined ? [] : [inRange(tool, version, range)];
  });
  return windows.length === 0 ? undefined : !windows.includes(false);
}
