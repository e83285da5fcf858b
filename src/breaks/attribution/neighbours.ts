import { groupBy } from '../../model/group.ts';
import type { Tool } from '../../model/tools.ts';
import type { Observation, StepObservations } from './observe.ts';

/** Observations that differ only in the toolchains of one tool. */
export interface Neighbourhood {
  readonly broke: readonly Observation[];
  /** Tested, and without this break: they passed, or they failed with another. */
  readonly clean: readonly Observation[];
}

/** How one step's observations lie around one break. */
export interface StepNeighbourhood {
  readonly step: StepObservations;
  readonly id: string;
  /** By tool: those neighbourhoods in which the break occurs at all. What was never beside it says nothing about it. */
  readonly along: ReadonlyMap<Tool, readonly Neighbourhood[]>;
  /** Whether some tested combination does not have the break. False: all have it. */
  readonly escapes: boolean;
}

/** Finds neighbours in observations; groups them once for all breaks of the step. */
export function openNeighbourhoods(
  step: StepObservations,
): (id: string, broke: readonly Observation[]) => StepNeighbourhood {
  const tools = [...new Set(step.tools)];
  const contexts = new Map(tools.map((tool) => [tool, groupBy(step.list, (seen) => contextOf(seen, step, tool))]));
  const mentioned = countMentions(step.list);
  return (id, broke) => {
    const along = tools.map((tool) => [tool, neighbourhoods(id, broke, step, tool, contexts.get(tool)!)] as const);
    return { step, id, along: new Map(along), escapes: step.list.length > (mentioned.get(id) ?? 0) };
  };
}

function neighbourhoods(
  id: string,
  broke: readonly Observation[],
  step: StepObservations,
  tool: Tool,
  contexts: ReadonlyMap<string, readonly Observation[]>,
): readonly Neighbourhood[] {
  const keys = new Set(broke.map((observation) => contextOf(observation, step, tool)));
  return [...keys].map((key) => divide(id, contexts.get(key) ?? []));
}

/** Neighbourhoods along a single role, the other roles of its tool held fast too. */
export function neighboursAlongRole({ step, id }: StepNeighbourhood, role: number): readonly Neighbourhood[] {
  const groups = groupBy(step.list, ({ on }) => on.filter((_, index) => index !== role).join('+'));
  return [...groups.values()].map((group) => divide(id, group)).filter(({ broke }) => broke.length > 0);
}

function divide(id: string, group: readonly Observation[]): Neighbourhood {
  return { broke: group.filter(({ ids }) => ids.has(id)), clean: group.filter((seen) => isClean(seen, id)) };
}

/**
 * Whether an observation was tested and does not have the break, not even behind another. False: it has the break, or
 * nothing is known.
 */
export function isClean({ ids, also }: Observation, id: string): boolean {
  return !ids.has(id) && !also.has(id);
}

/** The partners that a tool meets in an observation. */
function contextOf({ on }: Observation, { tools }: StepObservations, tool: Tool): string {
  return on.filter((_, index) => tools[index] !== tool).join('+');
}

function countMentions(list: readonly Observation[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { ids, also } of list) {
    for (const id of new Set([...ids, ...also])) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
