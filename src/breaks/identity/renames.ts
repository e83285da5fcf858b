import { printCell } from '../../model/ids.ts';
import type { Results } from '../../model/results.ts';

/** A break that other rules call otherwise. */
export interface Rename {
  readonly was: string;
  readonly id: string;
  /** How many cells have the former name still, of a break that became several. */
  readonly left: number;
}

/** What the breaks of results are called since they were identified anew, sorted; none where they are the same object. */
export function listRenames(old: Results, now: Results): readonly Rename[] {
  if (old === now) return [];
  const renamed = new Map(now.cells.map((cell) => [printCell(cell), cell]));
  const pairs = old.cells.flatMap((cell) => {
    const present = renamed.get(printCell(cell))?.breaks ?? [];
    return cell.breaks.flatMap(({ id: was }, at) => (present[at] ? [{ was, id: present[at].id }] : []));
  });
  const left = new Map<string, number>();
  for (const { id } of pairs) left.set(id, (left.get(id) ?? 0) + 1);
  const unlike = pairs.filter(({ was, id }) => was !== id);
  const each = new Map(unlike.map((pair) => [JSON.stringify([pair.was, pair.id]), pair]));
  return [...each]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { was, id }]) => ({ was, id, left: left.get(was) ?? 0 }));
}
