import { compareToolchains, parseToolchain } from '../../model/ids.ts';
import type { Tool } from '../../model/tools.ts';
import type { OnRoles, VersionStep } from '../comparison/counterpart.ts';

/** A cell of a candidate, as far as its place matters. */
export interface Placed {
  readonly on: OnRoles;
}

/**
 * How far each cell of one case is from the newest partners and hosts with which the case can be tried at all: 0 for those,
 * 1 more for each version that one of the partners is older. Of the tool itself, the candidate and the version before it
 * are the newest partners.
 */
export function ringsOf<T extends Placed>(
  cells: readonly T[],
  tool: Tool,
  { candidate, against }: Pick<VersionStep, 'candidate' | 'against'>,
): ReadonlyMap<T, number> {
  const isOwn = (id: string) => id === candidate || id === against;
  const ids = [...new Set(cells.flatMap(({ on }) => Object.values(on)))].filter((id) => !isOwn(id));
  const ranks = new Map<string, number>([
    [candidate, 0],
    [against, 0],
  ]);
  const counts = new Map<string, number>([[tool, 1]]);
  for (const id of ids.sort((a, b) => compareToolchains(b, a))) {
    const own = parseToolchain(id)?.tool ?? id;
    const rank = counts.get(own) ?? 0;
    ranks.set(id, rank);
    counts.set(own, rank + 1);
  }
  const distances = cells.map(({ on }) => Object.values(on).reduce((sum, id) => sum + ranks.get(id)!, 0));
  const least = Math.min(...distances);
  return new Map(cells.map((cell, at) => [cell, distances[at]! - least]));
}
