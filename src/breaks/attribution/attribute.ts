import type { Range, RoleRange } from '../../model/results.ts';
import { TOOL_NAMES, type Tool } from '../../model/tools.ts';
import { decisiveRoles, moveTogether, rolesOfTool } from './decisive-roles.ts';
import { isClean, type StepNeighbourhood } from './neighbours.ts';
import { measureRange, measureRoleRange } from './range.ts';
import type { VersionOrder } from './version-order.ts';

/** On which tools a break depends, and where along their versions it stands. */
export interface Attribution {
  /** Tools joined by `+`, in tool order. */
  readonly blame: string;
  /** No tested combination of its steps escapes. False: some does. */
  readonly always: boolean;
  readonly ranges: Readonly<Partial<Record<Tool, Range>>>;
  /** Some tested combination inside all ranges at once does not have it. False: every one has it. */
  readonly patchy: boolean;
}

/**
 * Blames the tools on which having this very break depends: those of which another version, with all partners the same,
 * was tested and does not have it. A neighbour that fails with another break does not have this one; it is no proof that
 * anything works there, and only says that this break is distinguished from the other by that tool's version.
 *
 * Where no neighbour differs, all tools of the failing steps are blamed: nothing tested distinguishes them.
 */
export function attributeBreak(places: readonly StepNeighbourhood[], order: VersionOrder): Attribution {
  const blamed = blame(places);
  const ranges = blamed.map((tool) => [tool, measureRange(tool, places, order)] as const);
  return {
    blame: blamed.join('+'),
    always: places.every(({ escapes }) => !escapes),
    ranges: Object.fromEntries(ranges),
    patchy: isPatchy(places, blamed),
  };
}

/**
 * The ranges of the blamed tools, by role where a tool plays several that each make a difference by themselves, or that
 * only make one together.
 */
export function rangesByRole(places: readonly StepNeighbourhood[], order: VersionOrder): readonly RoleRange[] {
  return blame(places).flatMap((tool) => {
    const together = places.every((place) => moveTogether(place, tool));
    const rolesOf = together ? rolesOfTool : decisiveRoles;
    const roles = [...new Set(places.flatMap((place) => rolesOf(place, tool).map((at) => place.step.roles[at]!)))];
    if (roles.length < 2) return [{ role: roles[0] ?? tool, tool, range: measureRange(tool, places, order) }];
    return roles.map((role) => {
      const ofRole = ({ step }: StepNeighbourhood) => step.roles.flatMap((name, at) => (name === role ? [at] : []));
      const range = together ? measureRange(tool, places, order, ofRole) : measureRoleRange(role, places, order);
      return { role, tool, range };
    });
  });
}

function blame(places: readonly StepNeighbourhood[]): readonly Tool[] {
  const present = TOOL_NAMES.filter((tool) => places.some(({ along }) => along.has(tool)));
  const decisive = present.filter((tool) => places.some((place) => depends(place, tool)));
  return decisive.length > 0 ? decisive : present;
}

function depends({ along }: StepNeighbourhood, tool: Tool): boolean {
  return (along.get(tool) ?? []).some(({ broke, clean }) => broke.length > 0 && clean.length > 0);
}

function isPatchy(places: readonly StepNeighbourhood[], blamed: readonly Tool[]): boolean {
  return places.some((place) => {
    const { list } = place.step;
    const roles = blamed.flatMap((tool) => decisiveRoles(place, tool));
    const broken = roles.map((role) => new Set(list.flatMap(({ on, ids }) => (ids.has(place.id) ? [on[role]!] : []))));
    return list.some((seen) => isClean(seen, place.id) && roles.every((role, at) => broken[at]!.has(seen.on[role]!)));
  });
}
