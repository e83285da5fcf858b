import { byCodeUnit } from '../model/canonical.ts';
import type { Cell } from '../model/results.ts';
import type { CellChange } from './compare-results.ts';

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

/**
 * The toolchains that are broken as a whole. A cell has several toolchains, and the one that broke takes its partners'
 * cells with it: the one with the largest share is blamed first, and its cells count against no other.
 */
export function findBrokenToolchains(
  before: ReadonlyMap<string, Cell>,
  after: ReadonlyMap<string, Cell>,
  changes: readonly CellChange[],
): readonly BrokenToolchain[] {
  const left = new Map(changes.flatMap((change) => (countsHere(change) ? [[change.cell, change.now!]] : [])));
  if (left.size < FEWEST) return [];
  const totals = countByToolchain([...after].filter(([name]) => hasVerdict(before.get(name))));
  const found: BrokenToolchain[] = [];
  while (left.size >= FEWEST) {
    const worst = findWorst(countByToolchain([...left]), totals);
    if (!worst) break;
    const cells = [...left].filter(([, { on }]) => Object.values(on).includes(worst)).map(([name]) => name);
    for (const name of cells) left.delete(name);
    found.push({ toolchain: worst, cells, of: totals.get(worst)! });
  }
  return found;
}

function countsHere({ verdict, isNews }: CellChange): boolean {
  return verdict === 'regressed' && isNews;
}

function findWorst(counts: ReadonlyMap<string, number>, totals: ReadonlyMap<string, number>): string | undefined {
  const shareOf = (id: string) => counts.get(id)! / totals.get(id)!;
  return [...counts.keys()]
    .filter((id) => counts.get(id)! >= FEWEST && shareOf(id) >= SHARE)
    .sort((a, b) => shareOf(b) - shareOf(a) || counts.get(b)! - counts.get(a)! || byCodeUnit(a, b))[0];
}

/** How many cells with a verdict each toolchain takes part in. */
function countByToolchain(cells: readonly (readonly [name: string, cell: Cell])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [, cell] of cells) {
    if (!hasVerdict(cell)) continue;
    for (const id of new Set(Object.values(cell.on))) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

function hasVerdict(cell: Cell | undefined): boolean {
  return cell?.status === 'pass' || cell?.status === 'break';
}
