import { parseCell, printCell } from '../../model/ids.ts';
import { groupLinks, type Link, type LinkTable, listLinks } from '../../model/links.ts';
import type { Results } from '../../model/results.ts';

/** What a run found out about links. */
export interface RecordedLinks {
  readonly links: readonly Link[];
  /** `case@toolchains` of all that it meant to find out. */
  readonly planned: ReadonlySet<string>;
}

/**
 * Older tables with those of a newer run in their place: what the run planned is the run's, the rest stays as long as the
 * results have a cell for it.
 */
export function mergeLinks(older: readonly LinkTable[], newer: RecordedLinks, results: Results): LinkTable[] {
  const kept = listLinks(older).filter((link) => {
    const name = `${link.case}@${link.on}`;
    return !newer.planned.has(name) && hasCell(results, name);
  });
  return groupLinks([...kept, ...newer.links]);
}

/** Whether a cell of the results is on these toolchains, whatever else it is on. */
function hasCell({ cells }: Results, name: string): boolean {
  const part = parseCell(name);
  if (part === null) return false;
  const roles = Object.keys(part.on);
  return cells.some(
    (cell) =>
      cell.case === part.case &&
      roles.every((role) => cell.on[role] !== undefined) &&
      printCell({ case: cell.case, on: Object.fromEntries(roles.map((role) => [role, cell.on[role]!])) }) === name,
  );
}
