import { groupBy } from '../../model/group.ts';
import { createPrinter, parseCell } from '../../model/ids.ts';
import { groupLinks, type Link, type LinkTable, listLinks } from '../../model/links.ts';
import { memoise } from '../../model/memoise.ts';
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
  const hasCell = openPlaces(results);
  const kept = listLinks(older).filter((link) => {
    const name = `${link.case}@${link.on}`;
    return !newer.planned.has(name) && hasCell(name);
  });
  return groupLinks([...kept, ...newer.links]);
}

/**
 * Whether a cell of the results is on the toolchains of a link, whatever else it is on. The cells of a case are named by
 * some of their roles once, for thousands of links ask.
 */
function openPlaces({ cells }: Results): (name: string) => boolean {
  const byCase = groupBy(cells, (cell) => cell.case);
  const print = createPrinter();
  const placesOf = memoise(
    (name: string, roles: readonly string[]) => {
      const own = (byCase.get(name) ?? []).filter(({ on }) => roles.every((role) => on[role] !== undefined));
      return new Set(own.map(({ on }) => `${name}@${print(on, roles)}`));
    },
    (name, roles) => [name, ...roles].join(' '),
  );
  return memoise((name) => {
    const part = parseCell(name);
    return part !== null && placesOf(part.case, Object.keys(part.on)).has(name);
  });
}
