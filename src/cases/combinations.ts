import { createPrinter } from '../model/ids.ts';
import type { Tool } from '../model/tools.ts';
import type { Role } from './case.ts';

/** The toolchains that are tested, by tool. */
export type Columns = ReadonlyMap<Tool, readonly string[]>;

/** Toolchains that play some roles, and what they are called together. */
export interface Combination {
  /** Role → toolchain id. */
  readonly on: Readonly<Record<string, string>>;
  /** What stands behind `@` in names. */
  readonly name: string;
  /** Its place among all that are different on these roles. */
  readonly place: number;
}

/** The combinations of some roles; all that is made of them shares them. */
export interface Combinations {
  readonly all: readonly Combination[];
  /** What each of them is on some of the roles alone, in their order: one for all that are the same there. */
  along(roles: readonly string[]): readonly Combination[];
}

/** All assignments of toolchains to roles; a neighbour without a neighbouring version gives none. */
export function combine(roles: readonly Role[], columns: Columns): Combinations {
  const print = createPrinter();
  const names = roles.map(({ name }) => name);
  const all = assign(roles, columns).map((on, place): Combination => ({ on, name: print(on, names), place }));
  const known = new Map<string, readonly Combination[]>();
  return {
    all,
    along(some) {
      if (some.length === roles.length) return all;
      const key = some.join(' ');
      const found = known.get(key) ?? reduce(all, some);
      known.set(key, found);
      return found;
    },
  };

  function reduce(whole: readonly Combination[], some: readonly string[]): readonly Combination[] {
    const distinct = new Map<string, Combination>();
    return whole.map(({ on }) => {
      const name = print(on, some);
      const same = distinct.get(name);
      if (same) return same;
      const own = { on: Object.fromEntries(some.map((role) => [role, on[role]!])), name, place: distinct.size };
      distinct.set(name, own);
      return own;
    });
  }
}

function assign(roles: readonly Role[], columns: Columns): Readonly<Record<string, string>>[] {
  let assigned: Readonly<Record<string, string>>[] = [{}];
  for (const role of roles.filter((candidate) => !candidate.neighbour)) {
    const ids = columns.get(role.tool) ?? [];
    assigned = assigned.flatMap((on) => ids.map((id) => ({ ...on, [role.name]: id })));
  }
  for (const role of roles) {
    const neighbour = role.neighbour;
    if (!neighbour) continue;
    const ids = columns.get(role.tool) ?? [];
    assigned = assigned.flatMap((on) => {
      const id = ids[ids.indexOf(on[neighbour.of]!) + (neighbour.is === 'previous' ? -1 : 1)];
      return id === undefined ? [] : [{ ...on, [role.name]: id }];
    });
  }
  return assigned;
}
