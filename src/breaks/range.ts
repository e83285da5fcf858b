import type { Range } from '../model/results.ts';
import type { Tool } from '../model/tools.ts';
import type { Ladder } from './ladder.ts';
import type { Neighbourhood, Surroundings } from './neighbours.ts';
import type { Observation, StepObservations } from './observe.ts';

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
 * is `unknown`: neither inside nor outside.
 */
export function measureRange(tool: Tool, places: readonly Surroundings[], ladder: Ladder): Range {
  const witnesses = places.flatMap((place) => witnessesOf(place, tool));
  const broken = new Set(witnesses.flatMap(({ broke }) => broke));
  const clean = new Set(witnesses.flatMap((witness) => witness.clean.filter((id) => !broken.has(id))));
  const at = (id: string) => ladder.places.get(id)!;
  const name = (id: string) => ladder.names.get(id)!;
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
  const column = new Set(places.flatMap(({ step }) => [...(step.columns.get(tool) ?? [])]));
  const unknown = oldestFirst([...column].filter((id) => !broken.has(id) && !clean.has(id)));
  return {
    since: { after: before === undefined ? null : name(before), by: name(first) },
    until: after === undefined ? null : { after: name(last), by: name(after) },
    holes: holes.map(name),
    ...(unknown.length > 0 ? { unknown: unknown.map(name) } : {}),
  };
}

function witnessesOf(place: Surroundings, tool: Tool): readonly Witness[] {
  const neighbourhoods = place.along.get(tool) ?? [];
  const roles = tellingRoles(place.step, tool, neighbourhoods);
  const toolchains = (list: readonly Observation[]) => list.flatMap(({ on }) => roles.map((role) => on[role]!));
  return neighbourhoods.map(({ broke, clean }) => ({ broke: toolchains(broke), clean: toolchains(clean) }));
}

/**
 * The places of a tool's roles along which versions are counted. Where a tool plays several, those that make the
 * difference by themselves; where none does (one role follows from another), the first, which is the tool's own.
 */
function tellingRoles(step: StepObservations, tool: Tool, neighbourhoods: readonly Neighbourhood[]): readonly number[] {
  const roles = step.tools.flatMap((other, index) => (other === tool ? [index] : []));
  if (roles.length < 2) return roles;
  const telling = roles.filter((role) => neighbourhoods.some((group) => differsAlong(group, role)));
  return telling.length > 0 ? telling : roles.slice(0, 1);
}

function differsAlong({ broke, clean }: Neighbourhood, role: number): boolean {
  const without = ({ on }: Observation) => on.filter((_, index) => index !== role).join('+');
  const beside = new Set(broke.map(without));
  return clean.some((observation) => beside.has(without(observation)));
}
