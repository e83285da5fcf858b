import { listBreaks } from './break-list.ts';
import type { BreakParts } from './break-parts.ts';
import { markAll, markBreak } from './grid.ts';
import { bullets, code, escapeText } from './markdown.ts';
import { legendOf, marksTable } from './marks-table.ts';
import { axesOf, describeCells } from './where.ts';
import { countOf, printNumber } from './words.ts';

/** The most products of versions that are listed, and the most cases that get a table of their own. */
const MOST_LINES = 8;
const MOST_CASES = 6;
/** The most cures that stand beside the break in its table. */
const MOST_CURES = 3;
/** The most other breaks that are named. */
const MOST_OTHERS = 5;

/** Where a break is seen: how many cells, which versions of the blamed tools, exactly which combinations. */
export function writeWhere(parts: BreakParts): readonly string[] {
  const { context, brk, affected, survey } = parts;
  const lines = describeCells(context.index, affected, {
    possible: survey.possible,
    most: MOST_LINES,
    first: axesOf(context.index, brk),
  });
  return [
    `Seen in ${countOf(affected.length, 'cell')} of the ${printNumber(survey.cells.length)} in which ${brk.cases.length === 1 ? 'this probe' : 'these probes'} ran (a cell is one probe on one combination of tools):`,
    bullets(lines.map(escapeText)),
    ...writeGrids(parts),
    writeOthers(parts),
  ];
}

function writeGrids(parts: BreakParts): readonly string[] {
  const { context, brk, affected, survey } = parts;
  const { index } = context;
  const axes = axesOf(index, brk);
  if (axes.length === 0) return [];
  const grid = markBreak(index, survey.byStatus(axes), axes, affected);
  const mixed = grid.rows.some((row) => grid.columns.some((column) => grid.at(row, column) === 'mixed'));
  if (!mixed || brk.cases.length === 1 || brk.cases.length > MOST_CASES) {
    const beside = axes.length === 1 ? layOutCures(parts, axes) : [];
    return [marksTable(index, grid, 'This break', beside), legendOf([grid, ...beside.map((cure) => cure.grid)])];
  }
  const grids = brk.cases.map((name) => ({
    name,
    grid: markBreak(
      index,
      context.survey([name]).byStatus(axes),
      axes,
      affected.filter((cell) => cell.case === name),
    ),
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
      grid: markAll(context.survey([cure.case.name]).byCure(axes, cure.workaround.name)),
    }));
}

/** The breaks that stand where this one does not: the same cases fail there for another reason. */
function writeOthers({ context, affected, survey }: BreakParts): string {
  const counts = new Map(survey.breaks);
  for (const cell of affected) for (const { id } of cell.breaks) counts.set(id, counts.get(id)! - 1);
  for (const [id, count] of counts) if (count <= 0) counts.delete(id);
  if (counts.size === 0) return '';
  return `Where it is another reason: ${listBreaks(context, counts, MOST_OTHERS)}.`;
}
