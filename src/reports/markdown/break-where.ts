import type { Cell } from '../../model/results.ts';
import { layOutGrids } from '../query/break-grids.ts';
import type { BreakParts } from '../query/break-parts.ts';
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
  const laidOut = layOutGrids(parts);
  const headed = laidOut.map((one) => ({
    ...one,
    beside: one.beside.map(({ workaround, grid }) => ({ heading: `With ${code(workaround.name)}`, grid })),
  }));
  const tables = headed.flatMap(({ cases, axes, grid, beside }) => [
    laidOut.length > 1 ? `In ${listOf(cases.map(code))}:` : '',
    marksTable(parts.context.index, grid, axes, 'Without a cure', beside),
  ]);
  return [...tables, legendOf(laidOut.flatMap(({ grid, beside }) => [grid, ...beside.map((cure) => cure.grid)]))];
}

/** The breaks that stand where this one does not: the same cases fail there for another reason. */
function writeOthers({ context, affected, survey }: BreakParts): string {
  const counts = new Map(survey.breaks);
  for (const cell of affected) for (const id of breaksOf(cell)) counts.set(id, counts.get(id)! - 1);
  for (const [id, count] of counts) if (count <= 0) counts.delete(id);
  if (counts.size === 0) return '';
  return `Where it is another reason: ${listBreaks(context, counts, MOST_OTHERS)}.`;
}
