import type { Range } from '../../model/results.ts';
import type { Tool } from '../../model/tools.ts';
import { decisiveRoles } from './decisive-roles.ts';
import { neighboursAlongRole, type StepNeighbourhood } from './neighbours.ts';
import type { Observation } from './observe.ts';
import type { VersionOrder } from './version-order.ts';

/** What neighbourhoods say along one tool: in each, with the same partners, which toolchains broke and which did not. */
interface Witness {
  readonly broke: readonly string[];
  readonly clean: readonly string[];
}

/**
 * Where a break stands along a tool's tested versions. It breaks with a version if it does so with any partner.
 *
 * A boundary is only claimed where it was seen: the version on the far side was run with the same partners as the one
 * that breaks, and breaks with no partner at all. A version that never met those partners (blocked, skipped, not had)
 * is `unknown`: neither inside nor outside. `rolesOf` says along which of its roles the tool's versions are counted.
 */
export function measureRange(
  tool: Tool,
  places: readonly StepNeighbourhood[],
  order: VersionOrder,
  rolesOf: (place: StepNeighbourhood, tool: Tool) => readonly number[] = decisiveRoles,
): Range {
  const witnesses = places.flatMap((place) => {
    const roles = rolesOf(place, tool);
    const toolchains = (list: readonly Observation[]) => list.flatMap(({ on }) => roles.map((role) => on[role]!));
    return (place.along.get(tool) ?? []).map(({ broke, clean }) => ({
      broke: toolchains(broke),
      clean: toolchains(clean),
    }));
  });
  const column = places.flatMap(({ step }) =>
    step.tools.flatMap((other, role) => (other === tool ? [...step.columns[role]!] : [])),
  );
  return rangeOf(witnesses, column, order);
}

/** The same along one role, with the toolchains in all other roles fixed, those of the same tool too. */
export function measureRoleRange(role: string, places: readonly StepNeighbourhood[], order: VersionOrder): Range {
  const witnesses = places.flatMap((place) => {
    const at = place.step.roles.indexOf(role);
    if (at < 0) return [];
    const toolchains = (list: readonly Observation[]) => list.map(({ on }) => on[at]!);
    return neighboursAlongRole(place, at).map(({ broke, clean }) => ({
      broke: toolchains(broke),
      clean: toolchains(clean),
    }));
  });
  const column = places.flatMap(({ step }) => [...(step.columns[step.roles.indexOf(role)] ?? [])]);
  return rangeOf(witnesses, column, order);
}

function rangeOf(witnesses: readonly Witness[], column: readonly string[], order: VersionOrder): Range {
  const broken = new Set(witnesses.flatMap(({ broke }) => broke));
  const clean = new Set(witnesses.flatMap((witness) => witness.clean.filter((id) => !broken.has(id))));
  const at = (id: string) => order.places.get(id)!;
  const name = (id: string) => order.names.get(id)!;
  const oldestFirst = (ids: Iterable<string>) => [...ids].sort((a, b) => at(a) - at(b));
  const inOrder = oldestFirst(broken);
  const first = inOrder[0]!;
  const last = inOrder.at(-1)!;
  /** Those that were run beside an edge of the window, with the same partners, and have never broken. */
  const beside = (edge: string) => {
    const groups = witnesses.filter(({ broke }) => broke.includes(edge));
    return oldestFirst(new Set(groups.flatMap((group) => group.clean.filter((id) => clean.has(id)))));
  };
  const before = beside(first).findLast((id) => at(id) < at(first));
  const after = beside(last).find((id) => at(id) > at(last));
  const holes = oldestFirst([...clean].filter((id) => at(id) > at(first) && at(id) < at(last)));
  const unknown = oldestFirst(new Set(column.filter((id) => !broken.has(id) && !clean.has(id))));
  return {
    since: { after: before === undefined ? null : name(before), by: name(first) },
    until: after === undefined ? null : { after: name(last), by: name(after) },
    holes: holes.map(name),
    ...(unknown.length > 0 ? { unknown: unknown.map(name) } : {}),
  };
}
