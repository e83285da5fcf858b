import { type CellName, createCellPrinter } from '../../model/ids.ts';

/** A version of a tool that is tried, the release before it, and the tested version before that one; as toolchain ids. */
export interface VersionStep {
  readonly candidate: string;
  readonly against: string;
  /** Null where no version before `against` takes part. */
  readonly before: string | null;
}

/** The toolchains of a cell, by role. */
export type OnRoles = Readonly<Record<string, string>>;

/**
 * Finds, among cells, the one that is the same as one of the candidate's but for the version; null where there is none. The
 * older version stands in the candidate's place, and everything else stays. Where a role is bound to the neighbouring
 * version of another that does not exist, and the neighbour moves along: the version before stands where the older one stood.
 */
export function makeFindFormer<T extends CellName>(
  cells: readonly T[],
  { candidate, against, before }: VersionStep,
): (cell: CellName) => T | null {
  const nameOf = createCellPrinter();
  const byName = new Map(cells.map((cell) => [nameOf(cell), cell]));
  const replaced = new Map([[candidate, against]]);
  const moved = before === null ? null : new Map([...replaced, [against, before]]);
  return (cell) => {
    const find = (places: ReadonlyMap<string, string>) =>
      byName.get(nameOf({ case: cell.case, on: replaceIn(cell.on, places) }));
    return find(replaced) ?? (moved && find(moved)) ?? null;
  };
}

function replaceIn(on: OnRoles, places: ReadonlyMap<string, string>): OnRoles {
  return Object.fromEntries(Object.entries(on).map(([role, id]) => [role, places.get(id) ?? id]));
}
