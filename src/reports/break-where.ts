import { listBreaks } from './break-list.ts';
import type { BreakParts } from './break-parts.ts';
import { bearingOfCure } from './cures.ts';
import { bearingOnBreak, layOut } from './grid.ts';
import { bullets, code, escapeText } from './markdown.ts';
import { legendOf, marksTable } from './marks-table.ts';
import { axesOf, describeCells } from './where.ts';
import { countOf } from './words.ts';

/** The most products of versions that are listed, and the most cases that get a table of their own. */
const MOST_LINES = 8;
const MOST_CASES = 6;
/** The most cures that stand beside the break in its table. */
const MOST_CURES = 3;
/** The most other breaks that are named. */
const MOST_OTHERS = 5;

/** Where a break is seen: how many cells, which versions of the blamed tools, exactly which combinations. */
export function writeWhere(parts: BreakParts): readonly string[] {
  const { context, brk, affected, cells } = parts;
  const lines = describeCells(context.index, affected, {
    possible: parts.possible,
    most: MOST_LINES,
    first: axesOf(context.index, brk),
  });
  return [
    `Seen in ${countOf(affected.length, 'cell')} of the ${cells.length} in which ${brk.cases.length === 1 ? 'this probe' : 'these probes'} ran (a cell is one probe on one combination of tools):`,
    bullets(lines.map(escapeText)),
    ...writeGrids(parts),
    writeOthers(parts),
  ];
}

function writeGrids(parts: BreakParts): readonly string[] {
  const { context, brk, cells } = parts;
  const { index } = context;
  const axes = axesOf(index, brk);
  if (axes.length === 0) return [];
  const grid = layOut(index, cells, axes, (cell) => bearingOnBreak(cell, brk));
  const mixed = grid.rows.some((row) => grid.columns.some((column) => grid.at(row, column) === 'mixed'));
  if (!mixed || brk.cases.length === 1 || brk.cases.length > MOST_CASES) {
    const beside = axes.length === 1 ? layOutCures(parts, axes) : [];
    return [marksTable(index, grid, 'This break', beside), legendOf([grid, ...beside.map((cure) => cure.grid)])];
  }
  const grids = brk.cases.map((name) => ({
    name,
    grid: layOut(index, index.cellsOfCase.get(name) ?? [], axes, (cell) => bearingOnBreak(cell, brk)),
  }));
  const tables = grids.flatMap((one) => [`In ${code(one.name)}:`, marksTable(index, one.grid, 'This break')]);
  return [...tables, legendOf(grids.map((one) => one.grid))];
}

/** For each cure that helps somewhere, how its case does with it, whether or not the break is there without it. */
function layOutCures({ context, cures }: BreakParts, axes: readonly string[]) {
  return cures
    .filter((cure) => cure.helps.length > 0)
    .slice(0, MOST_CURES)
    .map((cure) => ({
      heading: `With ${code(cure.workaround.name)}`,
      grid: layOut(context.index, context.index.cellsOfCase.get(cure.case.name) ?? [], axes, (cell) =>
        bearingOfCure(cell, cure.workaround.name),
      ),
    }));
}

/** The breaks that stand where this one does not: the same cases fail there for another reason. */
function writeOthers({ context, brk, cells }: BreakParts): string {
  const counts = new Map<string, number>();
  for (const cell of cells) {
    if (bearingOnBreak(cell, brk) !== 'other') continue;
    for (const { id } of cell.breaks) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  if (counts.size === 0) return '';
  return `Where it is another reason: ${listBreaks(context, counts, MOST_OTHERS)}.`;
}
