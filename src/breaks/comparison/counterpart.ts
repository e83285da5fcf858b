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
 * The combination that is the same as one of the candidate's but for the version; null where there is none. The older
 * version stands in the candidate's place, and everything else stays. Where a role is bound to the neighbouring version of
 * another that does not exist, and the neighbour moves along: the version before stands where the older one stood.
 */
export function findCounterpart(
  on: OnRoles,
  { candidate, against, before }: VersionStep,
  exists: (on: OnRoles) => boolean,
): OnRoles | null {
  const replaced = replaceIn(on, new Map([[candidate, against]]));
  if (exists(replaced)) return replaced;
  if (before === null) return null;
  const moved = replaceIn(
    on,
    new Map([
      [candidate, against],
      [against, before],
    ]),
  );
  return exists(moved) ? moved : null;
}

function replaceIn(on: OnRoles, places: ReadonlyMap<string, string>): OnRoles {
  return Object.fromEntries(Object.entries(on).map(([role, id]) => [role, places.get(id) ?? id]));
}
