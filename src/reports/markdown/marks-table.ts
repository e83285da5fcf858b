import { type Grid, MARKS, type Mark } from '../query/grid.ts';
import type { ResultsIndex } from '../query/index-results.ts';
import { versionOf } from '../query/labels.ts';
import { code, escapeText, table } from '../text/markdown.ts';
import { toolTitleOf } from '../text/words.ts';

/**
 * A grid as a table: a row a version, the second axis across. Further columns give more grids of one axis beside it.
 * `axes` are the roles of its rows and columns; they are named where the tool's name does not give them.
 */
export function marksTable(
  index: ResultsIndex,
  grid: Grid,
  axes: readonly string[],
  heading: string,
  beside: readonly { readonly heading: string; readonly grid: Grid }[] = [],
): string {
  const columns = grid.columns.map((id) => (id === '' ? heading : escapeText(headingOf(index, id))));
  const corner = cornerOf(index, grid, axes);
  const rows = grid.rows.map((row) => [
    escapeText(labelOf(index, row)),
    ...grid.columns.map((column) => MARKS[grid.at(row, column)].sign),
    ...beside.map((other) => MARKS[other.grid.at(row, '')].sign),
  ]);
  const header = [corner, ...columns, ...beside.map((other) => other.heading)];
  return table([header, ...rows], ['l', ...header.slice(1).map(() => 'c')]);
}

/** The meaning of the marks that some grids show, in one line; empty where there are none. */
export function legendOf(grids: readonly Grid[]): string {
  const used = new Set<Mark>(
    grids.flatMap((grid) => grid.rows.flatMap((row) => grid.columns.map((c) => grid.at(row, c)))),
  );
  const shown = (Object.keys(MARKS) as Mark[]).filter((mark) => used.has(mark));
  return shown.map((mark) => `${MARKS[mark].sign} ${MARKS[mark].meaning}`).join(' · ');
}

/** The tool of the rows; where roles have names of their own, which role goes down and which across. */
function cornerOf(index: ResultsIndex, grid: Grid, [down = '', across]: readonly string[]): string {
  const tool = index.toolOf.get(grid.rows[0] ?? '');
  const title = escapeText(toolTitleOf(tool));
  if (across === undefined) return down === tool ? title : `${title} as ${code(down)}`;
  const other = index.toolOf.get(grid.columns[0] ?? '');
  if (down === tool && across === other) return title;
  return `${title} as ${code(down)} ↓<br>${escapeText(toolTitleOf(other))} as ${code(across)} →`;
}

function headingOf(index: ResultsIndex, id: string): string {
  return `${toolTitleOf(index.toolOf.get(id))} ${versionOf(index, id)}`;
}

function labelOf(index: ResultsIndex, id: string): string {
  const entry = index.toolchains.get(id);
  return entry?.tool === 'emsdk' && entry.llvm ? `${versionOf(index, id)} (LLVM ${entry.llvm})` : versionOf(index, id);
}
