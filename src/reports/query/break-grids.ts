import type { WorkaroundEntry } from '../../model/results.ts';
import { attributionGroupsOf } from './attribution-groups.ts';
import type { BreakParts } from './break-parts.ts';
import { type Grid, markAll, markBreak } from './grid.ts';
import { axesOf } from './where.ts';

/** The most cases that get a grid of their own, and the most cures beside one. */
const MOST_CASES = 6;
const MOST_CURES = 3;

/** Where a break is seen in some of its cases, along the roles of the blamed tools. */
export interface BreakGrid {
  readonly cases: readonly string[];
  /** Roles: the first goes down, the second across. */
  readonly axes: readonly string[];
  readonly grid: Grid;
  /** How the one case does with the cures that help somewhere. */
  readonly beside: readonly { readonly workaround: WorkaroundEntry; readonly grid: Grid }[];
}

/**
 * A break's grids; none where no tool decides. Where a grid fails everywhere it has one axis only, and is left out if it
 * would stand alone.
 */
export function layOutGrids(parts: BreakParts): readonly BreakGrid[] {
  const { brk } = parts;
  const groups = groupCases(parts).filter(({ axes }) => axes.length > 0);
  return groups.flatMap(({ cases, axes }) => {
    const grid = gridOf(parts, cases, axes);
    const beside = groups.length === 1 && brk.cases.length === 1 ? layOutCures(parts, axes.slice(0, 1)) : [];
    // Where everything breaks, a table only says something if a cure is beside it.
    const full = grid.rows.every((row) => grid.columns.every((column) => grid.at(row, column) === 'breaks'));
    if (full && groups.length === 1 && beside.length === 0) return [];
    const used = full ? axes.slice(0, 1) : axes;
    const shown = full ? gridOf(parts, cases, used) : grid;
    return [{ cases, axes: used, grid: shown, beside: used.length === 1 ? beside : [] }];
  });
}

/** The cases that share a table: those that stand alike, or each for itself where one table would be mixed. */
function groupCases(parts: BreakParts): readonly Pick<BreakGrid, 'cases' | 'axes'>[] {
  const { brk } = parts;
  const { index } = parts.context;
  const groups = attributionGroupsOf(brk);
  if (groups.length > 1 && groups.length <= MOST_CASES) {
    return groups.map((group) => ({ cases: group.cases, axes: axesOf(index, brk, group) }));
  }
  const axes = axesOf(index, brk);
  if (brk.cases.length === 1 || brk.cases.length > MOST_CASES || axes.length === 0) return [{ cases: brk.cases, axes }];
  const grid = gridOf(parts, brk.cases, axes);
  const mixed = grid.rows.some((row) => grid.columns.some((column) => grid.at(row, column) === 'mixed'));
  if (!mixed) return [{ cases: brk.cases, axes }];
  return brk.cases.map((name) => ({ cases: [name], axes: axesOf(index, brk, { blame: brk.blame, cases: [name] }) }));
}

function gridOf({ context, affected }: BreakParts, cases: readonly string[], axes: readonly string[]): Grid {
  const own = affected.filter((cell) => cases.includes(cell.case));
  return markBreak(context.index, context.survey(cases).byStatus(axes), axes, own);
}

/** For each cure that helps somewhere, how its case does with it, whether or not the break is there without it. */
function layOutCures({ context, cures }: BreakParts, axes: readonly string[]): BreakGrid['beside'] {
  return cures
    .filter((cure) => cure.helps.length > 0)
    .slice(0, MOST_CURES)
    .map(({ case: entry, workaround }) => ({
      workaround,
      grid: markAll(context.survey([entry.name]).byCure(axes, workaround.name)),
    }));
}
