import { groupBy } from '../../model/group.ts';
import { parseToolchain } from '../../model/ids.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { Cell } from '../../model/results.ts';
import { hasVerdict } from '../../model/results.ts';
import type { CellChange } from './cell-change.ts';
import { troublesOf } from './troubles.ts';

/** A toolchain of whose cells so many broke at once that it is the toolchain, here, that is broken. */
export interface BrokenToolchain {
  readonly toolchain: string;
  /** Names of the cells that broke with it. */
  readonly cells: readonly string[];
  /** How many cells it has that had a verdict before and have one now. */
  readonly of: number;
}

/** The share of a toolchain's cells that has to break at once, and how many there have to be at least. */
const SHARE = 1 / 4;
const FEWEST = 4;

/** How much larger its share has to be than that of the tool's other versions, and in how much of a break it has to be. */
const TIMES_OTHERS = 2;
const PART_OF_BREAK = 1 / 2;

/**
 * The toolchains that are broken as a whole. A cell has several toolchains, and the one that broke takes its partners'
 * cells with it: only breaks count that are seen with it for the most part, the tool's other versions have to fare better,
 * the one with the largest share is blamed first, and its cells count against no other.
 */
export function findBrokenToolchains(
  before: ReadonlyMap<string, Cell>,
  after: ReadonlyMap<string, Cell>,
  changes: readonly CellChange[],
): readonly BrokenToolchain[] {
  const left = new Map(changes.flatMap((change) => (countsHere(change) ? [[change.cell, change.now!]] : [])));
  if (left.size < FEWEST) return [];
  const compared = [...after].filter(([name, cell]) => hasVerdict(cell) && hasVerdict(before.get(name)));
  const totals = countByToolchain(compared.map(([, cell]) => cell));
  const found: BrokenToolchain[] = [];
  while (left.size >= FEWEST) {
    const worst = findWorst([...left.values()], totals);
    if (!worst) break;
    const cells = [...left].filter(([, { on }]) => Object.values(on).includes(worst)).map(([name]) => name);
    for (const name of cells) left.delete(name);
    found.push({ toolchain: worst, cells, of: totals.get(worst)! });
  }
  return found;
}

type Counts = ReadonlyMap<string, number>;

function countsHere({ verdict, isNews }: CellChange): boolean {
  return verdict === 'regressed' && isNews;
}

function findWorst(regressed: readonly Cell[], totals: Counts): string | undefined {
  const all = countByToolchain(regressed);
  const own = countOwn(regressed);
  const [ofTools, totalOfTools] = [sumByTool(all), sumByTool(totals)];
  const shareOf = (id: string) => own.get(id)! / totals.get(id)!;
  const shareOfOthers = (id: string) => {
    const tool = toolOf(id);
    const others = totalOfTools.get(tool)! - totals.get(id)!;
    return others === 0 ? 0 : (ofTools.get(tool)! - all.get(id)!) / others;
  };
  return [...own.keys()]
    .filter((id) => own.get(id)! >= FEWEST && shareOf(id) >= SHARE && shareOf(id) >= TIMES_OTHERS * shareOfOthers(id))
    .sort((a, b) => shareOf(b) - shareOf(a) || own.get(b)! - own.get(a)! || byCodeUnit(a, b))[0];
}

function toolOf(id: string): string {
  return parseToolchain(id)?.tool ?? '';
}

function sumByTool(counts: Counts): Counts {
  const sums = new Map<string, number>();
  for (const [id, count] of counts) sums.set(toolOf(id), (sums.get(toolOf(id)) ?? 0) + count);
  return sums;
}

/** How many cells each toolchain has of breaks that are its own: of their cells at least half are its. */
function countOwn(cells: readonly Cell[]): Counts {
  const byBreak = groupBy(cells, (cell) => troublesOf(cell)[0]);
  const counts = new Map<string, number>();
  for (const group of byBreak.values()) {
    for (const [id, count] of countByToolchain(group)) {
      if (count >= PART_OF_BREAK * group.length) counts.set(id, (counts.get(id) ?? 0) + count);
    }
  }
  return counts;
}

/** How many cells each toolchain takes part in. */
function countByToolchain(cells: readonly Cell[]): Counts {
  const counts = new Map<string, number>();
  for (const { on } of cells) for (const id of new Set(Object.values(on))) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
