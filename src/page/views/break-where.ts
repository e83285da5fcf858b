import { isTool } from '../../model/tools.ts';
import { type BreakGrid, layOutGrids } from '../../reports/query/break-grids.ts';
import type { BreakParts } from '../../reports/query/break-parts.ts';
import { type Grid, MARKS, type Mark } from '../../reports/query/grid.ts';
import { versionOf } from '../../reports/query/labels.ts';
import { axesOf, describeCells } from '../../reports/query/where.ts';
import { toolTitleOf } from '../../reports/text/words.ts';
import { type Child, h, line, prose } from '../dom.ts';
import { matrix } from '../matrix.ts';
import { nameOf } from '../view.ts';

/** The most products of versions in a sentence. */
const MOST_PLACES = 4;

/** Where a break is seen: in words, and as small tables of the versions that decide. */
export function writeWhere(parts: BreakParts): Child {
  const grids = layOutGrids(parts);
  const marks = new Set(grids.flatMap(({ grid, beside }) => [grid, ...beside.map((one) => one.grid)].flatMap(marksOf)));
  return [
    h('p', {}, placesOf(parts, parts.affected)),
    grids.length > 0 &&
      h(
        'div',
        { class: 'multiples' },
        grids.flatMap((grid) => writeGrids(parts, grid, grids.length > 1)),
      ),
    marks.size > 0 &&
      h(
        'p',
        { class: 'soft legend' },
        [...marks].map((mark) => [h('span', { class: `mark ${mark}` }, MARKS[mark].sign), ` ${MARKS[mark].meaning}. `]),
      ),
  ];
}

function marksOf({ rows, columns, at }: Grid): readonly Mark[] {
  return rows.flatMap((row) => columns.map((column) => at(row, column)));
}

function writeGrids(
  parts: BreakParts,
  { cases, axes, grid, beside }: BreakGrid,
  isOneOfMany: boolean,
): readonly HTMLElement[] {
  const first = isOneOfMany ? line(cases.join(', ')) : beside.length > 0 ? 'without a cure' : '';
  return [
    writeGrid(parts, axes, grid, first),
    ...beside.map((one) => writeGrid(parts, axes, one.grid, `with the cure “${line(one.workaround.title)}”`)),
  ];
}

function writeGrid({ context, brk }: BreakParts, axes: readonly string[], grid: Grid, title: string): HTMLElement {
  const { index } = context;
  const corner = axes.map((role, at) => {
    const tool = index.toolOf.get((at === 0 ? grid.rows : grid.columns)[0] ?? '');
    const name = isTool(role) ? toolTitleOf(tool) : `${toolTitleOf(tool)} as ${line(role)}`;
    return `${name} ${at === 0 ? '↓' : '→'}`;
  });
  return h(
    'figure',
    {},
    title !== '' && h('figcaption', {}, prose(title)),
    matrix({
      label: `Where ${line(brk.id)} is seen${title === '' ? '' : `: ${title}`}`,
      corner,
      columns: grid.columns.map((id) => ({ id, title: id === '' ? 'This break' : versionOf(index, id) })),
      rows: grid.rows.map((id) => ({ id, title: versionOf(index, id) })),
      field: (row, column) => {
        const mark = grid.at(row, column);
        const place = [row, column].filter((id) => id !== '').map((id) => nameOf(context, id));
        return {
          content: MARKS[mark].sign,
          label: `${place.join(' and ')}: ${MARKS[mark].meaning}`,
          look: `mark ${mark}`,
        };
      },
    }),
  );
}

/** Some cells of a break as products of versions. Plain text. */
export function placesOf({ context, survey, brk }: BreakParts, cells: BreakParts['affected']): string {
  const first = axesOf(context.index, brk);
  return describeCells(context.index, cells, { possible: survey.possible, most: MOST_PLACES, first })
    .map(line)
    .join('; ');
}
