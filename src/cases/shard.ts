import { groupBy } from '../model/group.ts';
import { byCodeUnit } from '../model/order.ts';
import { type CellPlan, type Plan, stepsOf } from './plan-cells.ts';

/** One of several machines that share a plan: `index` from 1 to `of`. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** `2/7`. */
export function printShard({ index, of }: Shard): string {
  return `${index}/${of}`;
}

/** Reads `2/7`; null where the text is none. */
export function parseShard(text: string): Shard | null {
  const match = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text);
  const shard = match && { index: Number(match[1]), of: Number(match[2]) };
  return shard && shard.index <= shard.of ? shard : null;
}

/** What executing a step of a case takes; any unit. */
export type CostOfStep = (caseName: string, step: string) => number;

/**
 * The names of the cells that a shard executes. Every cell belongs to exactly one; cells of one case stay together, for
 * they share steps, unless the case alone is more than a shard's part: then those of one toolchain in its first role do.
 * The heaviest groups are dealt first, each to the shard that has least (longest processing time first).
 */
export function shardCells(plan: Plan, { index, of }: Shard, costOf: CostOfStep): ReadonlySet<string> {
  const cases = groupBy(plan.cells, (cell) => cell.case);
  const costs = new Map([...cases].map(([name, cells]) => [name, costOfCells(cells, costOf)]));
  const fair = [...costs.values()].reduce((sum, cost) => sum + cost, 0) / of;
  const groups = [...cases].flatMap(([name, cells]) => {
    if (costs.get(name)! <= fair) return [{ name, cells }];
    return [...groupBy(cells, (cell) => Object.values(cell.on)[0] ?? '')].map(([id, part]) => ({
      name: `${name}@${id}`,
      cells: part,
    }));
  });
  const dealt = groups
    .map((one) => ({ ...one, cost: costOfCells(one.cells, costOf) }))
    .sort((a, b) => b.cost - a.cost || byCodeUnit(a.name, b.name));
  const loads = Array.from({ length: of }, () => 0);
  const own = new Set<string>();
  for (const { cells, cost } of dealt) {
    const least = loads.indexOf(Math.min(...loads));
    loads[least]! += cost;
    if (least === index - 1) for (const cell of cells) own.add(cell.name);
  }
  return own;
}

/** The steps of cells, those that they share once. */
function costOfCells(cells: readonly CellPlan[], costOf: CostOfStep): number {
  const costs = new Map<string, number>();
  for (const cell of cells) {
    for (const { key, step } of stepsOf(cell)) if (!costs.has(key)) costs.set(key, costOf(cell.case, step.name));
  }
  return [...costs.values()].reduce((sum, cost) => sum + cost, 0);
}
