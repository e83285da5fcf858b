import { compareRoles, compareToolchains, createRoleOrder } from '../model/ids.ts';
import { byCodeUnit } from '../model/order.ts';
import type { Cell } from '../model/results.ts';

type Placed = Pick<Cell, 'case' | 'on'>;

/**
 * Sorts cells by case, then role by role from the oldest toolchain to the newest. Names are compared once per distinct
 * toolchain, not once per pair of cells.
 */
export function sortCells<T extends Placed>(cells: readonly T[]): T[] {
  const ids = new Set(cells.flatMap(({ on }) => Object.values(on)));
  const places = new Map([...ids].sort(compareToolchains).map((id, place) => [id, place]));
  const inOrder = createRoleOrder();
  const keyed = cells.map((cell) => ({ cell, roles: inOrder(Object.keys(cell.on)) }));
  keyed.sort((a, b) => byCodeUnit(a.cell.case, b.cell.case) || compareOn(a, b, places));
  return keyed.map(({ cell }) => cell);
}

interface Keyed {
  readonly cell: Placed;
  readonly roles: readonly string[];
}

function compareOn(a: Keyed, b: Keyed, places: ReadonlyMap<string, number>): number {
  for (const [index, role] of a.roles.entries()) {
    const other = b.roles[index];
    if (other === undefined) return 1;
    if (role !== other) return compareRoles(role, other);
    const difference = places.get(a.cell.on[role]!)! - places.get(b.cell.on[role]!)!;
    if (difference !== 0) return difference;
  }
  return a.roles.length - b.roles.length;
}

/** Sorted by code unit, without repetition. */
export function sortUnique(texts: Iterable<string>): string[] {
  return [...new Set(texts)].sort(byCodeUnit);
}
