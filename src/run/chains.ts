/** A task, what it needs, and how long it takes. */
export interface Link {
  readonly id: string;
  readonly needs: readonly string[];
  readonly ms: number;
}

/**
 * The time of the longest chain that begins with each task: its own and that of what waits for it. Whoever begins the longest
 * first is done soonest (list scheduling by the critical path). Needs that name no task are none; of a circle no task is given.
 */
export function longestChains(links: readonly Link[]): ReadonlyMap<string, number> {
  const byId = new Map(links.map((link) => [link.id, link]));
  const open = new Map<string, number>();
  for (const { needs } of links) for (const id of needs) if (byId.has(id)) open.set(id, (open.get(id) ?? 0) + 1);
  const after = new Map<string, number>();
  const chains = new Map<string, number>();
  const ends = links.filter(({ id }) => !open.has(id));
  for (let link = ends.pop(); link; link = ends.pop()) {
    const chain = link.ms + (after.get(link.id) ?? 0);
    chains.set(link.id, chain);
    for (const id of link.needs) {
      const need = byId.get(id);
      if (!need) continue;
      if (chain > (after.get(id) ?? 0)) after.set(id, chain);
      const left = open.get(id)! - 1;
      open.set(id, left);
      if (left === 0) ends.push(need);
    }
  }
  return chains;
}
