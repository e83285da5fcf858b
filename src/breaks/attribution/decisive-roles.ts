import type { Tool } from '../../model/tools.ts';
import type { Neighbourhood, StepNeighbourhood } from './neighbours.ts';
import type { Observation } from './observe.ts';

/**
 * The places of a tool's roles along which versions are counted. Where a tool plays several, those that make the
 * difference by themselves; where none does (one role follows from another), the first, which is the tool's own.
 */
export function decisiveRoles(place: StepNeighbourhood, tool: Tool): readonly number[] {
  const roles = rolesOfTool(place, tool);
  if (roles.length < 2) return roles;
  const decisive = roles.filter((role) => place.along.get(tool)?.some((group) => differsAlong(group, role)));
  return decisive.length > 0 ? decisive : roles.slice(0, 1);
}

/**
 * Whether a tool plays several roles of which none makes the difference by itself: they move together. False: single
 * roles decide.
 */
export function moveTogether(place: StepNeighbourhood, tool: Tool): boolean {
  const roles = rolesOfTool(place, tool);
  return roles.length > 1 && !roles.some((role) => place.along.get(tool)?.some((group) => differsAlong(group, role)));
}

/** The places of the roles that a tool plays. */
export function rolesOfTool({ step }: StepNeighbourhood, tool: Tool): readonly number[] {
  return step.tools.flatMap((other, index) => (other === tool ? [index] : []));
}

function differsAlong({ broke, clean }: Neighbourhood, role: number): boolean {
  const without = ({ on }: Observation) => on.filter((_, index) => index !== role).join('+');
  const beside = new Set(broke.map(without));
  return clean.some((observation) => beside.has(without(observation)));
}
