import type { Cell } from '../../model/results.ts';
import { attributionGroupsOf } from '../query/attribution-groups.ts';
import type { BreakParts } from '../query/break-parts.ts';
import { type Grid, markAll, markBreak } from '../query/grid.ts';
import { breaksOf } from '../query/survey.ts';
import { axesOf, describeCells } from '../query/where.ts';
import { bullets, code, escapeText } from '../text/markdown.ts';
import { countOf, listOf, printNumber } from '../text/words.ts';
import { rolesInWords } from '../words/role-words.ts';
import { listBreaks } from './break-list.ts';
import { legendOf, marksTable } from './marks-table.ts';

/** The most products of versions that are listed, and the most cases that get a line or a table of their own. */
const MOST_LINES = 8;
const MOST_CASES = 6;
/** The most cures that stand beside the break in its table. */
const MOST_CURES = 3;
/** The most other breaks that are named. */
const MOST_OTHERS = 5;

/** Where a break is seen: how many cells, which versions of the blamed tools, exactly which combinations. */
export function writeWhere(parts: BreakParts): readonly string[] {
  const { brk, affected, survey } = parts;
  return [
    `Seen in ${countOf(affected.length, 'cell')} of the ${printNumber(survey.cells.length)} in which ${brk.cases.length === 1 ? 'this case' : 'these cases'} ran (a cell is one case on one combination of tools):`,
    bullets(listCombinations(parts)),
    ...brk.cases.slice(0, MOST_CASES).map((name) => rolesInWords(parts.context.index, name)),
    ...writeGrids(parts),
    writeOthers(parts),
  ];
}

/** The combinations as lines of markdown, by case where there are several. */
function listCombinations({ context, brk, affected, survey }: BreakParts): readonly string[] {
  const first = axesOf(context.index, brk);
  const describe = (cells: readonly Cell[], possible = survey.possible) =>
    describeCells(context.index, cells, { possible, most: MOST_LINES, first }).map(escapeText);
  if (brk.cases.length === 1 || brk.cases.length > MOST_CASES) return describe(affected);
  return brk.cases.map((name) => {
    const own = affected.filter((cell) => cell.case === name);
    return `${code(name)}: ${describe(own, context.survey([name]).possible).join('; ')}`;
  });
}

function writeGrids(parts: BreakParts): readonly string[] {
  const { brk } = parts;
  const groups = groupCases(parts).filter(({ axes }) => axes.length > 0);
  const laidOut = groups.flatMap(({ cases, axes }) => {
    const grid = gridOf(parts, cases, axes);
    const beside = groups.length === 1 && brk.cases.length === 1 ? layOutCures(parts, axes.slice(0, 1)) : [];
    // Where everything breaks, a table only says something if a cure is beside it.
    const full = grid.rows.every((row) => grid.columns.every((column) => grid.at(row, column) === 'breaks'));
    if (full && groups.length === 1 && beside.length === 0) return [];
    const used = full ? axes.slice(0, 1) : axes;
    return [{ cases, used, grid: full ? gridOf(parts, cases, used) : grid, beside: used.length === 1 ? beside : [] }];
  });
  const tables = laidOut.flatMap(({ cases, used, grid, beside }) => [
    laidOut.length > 1 ? `In ${listOf(cases.map(code))}:` : '',
    marksTable(parts.context.index, grid, used, 'Without a cure', beside),
  ]);
  return [...tables, legendOf(laidOut.flatMap(({ grid, beside }) => [grid, ...beside.map((cure) => cure.grid)]))];
}

/** Cases that share a table, and along what it is laid out. */
interface GridGroup {
  readonly cases: readonly string[];
  readonly axes: readonly string[];
}

/** The cases that share a table: those that stand alike, or each for itself where one table would be mixed. */
function groupCases(parts: BreakParts): readonly GridGroup[] {
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
  for (const cell of affected) for (const id of breaksOf(cell)) counts.set(id, counts.get(id)! - 1);
  for (const [id, count] of counts) if (count <= 0) counts.delete(id);
  if (counts.size === 0) return '';
  return `Where it is another reason: ${listBreaks(context, counts, MOST_OTHERS)}.`;
}
