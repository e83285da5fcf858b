import { type Grid, MARKS, type Mark } from './grid.ts';
import type { ResultsIndex } from './index-results.ts';
import { escapeText, table } from './markdown.ts';
import { toolTitleOf, versionOf } from './words.ts';

/** A grid as a table: a row a version, the second axis across. Further columns give more grids of one axis beside it. */
export function marksTable(
  index: ResultsIndex,
  grid: Grid,
  heading: string,
  beside: readonly { readonly heading: string; readonly grid: Grid }[] = [],
): string {
  const columns = grid.columns.map((id) => (id === '' ? heading : escapeText(headingOf(index, id))));
  const corner = escapeText(toolTitleOf(index.toolOf.get(grid.rows[0] ?? '')));
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

function headingOf(index: ResultsIndex, id: string): string {
  return `${toolTitleOf(index.toolOf.get(id))} ${versionOf(index, id)}`;
}

function labelOf(index: ResultsIndex, id: string): string {
  const entry = index.toolchains.get(id);
  return entry?.tool === 'emsdk' && entry.llvm ? `${versionOf(index, id)} (LLVM ${entry.llvm})` : versionOf(index, id);
}
