import type { ModuleSize } from '../comparison/candidate.ts';

/** How the sizes of all modules moved. */
export interface SizeDrift {
  readonly modules: number;
  /** New size by old; the one in the middle, the least and the greatest. */
  readonly median: number;
  readonly least: number;
  readonly most: number;
  /** Those that moved, the furthest first. */
  readonly moved: readonly (ModuleSize & { readonly ratio: number })[];
}

/** Sums sizes up; null where there are none. */
export function driftSizes(sizes: readonly ModuleSize[]): SizeDrift | null {
  const ratios = sizes.filter(({ old }) => old > 0).map((size) => ({ ...size, ratio: size.now / size.old }));
  if (ratios.length === 0) return null;
  const sorted = ratios.map(({ ratio }) => ratio).sort((a, b) => a - b);
  const distance = ({ ratio }: { readonly ratio: number }) => Math.abs(Math.log(ratio));
  return {
    modules: ratios.length,
    median: medianOf(sorted),
    least: sorted[0]!,
    most: sorted.at(-1)!,
    moved: ratios.filter(({ old, now }) => old !== now).sort((a, b) => distance(b) - distance(a)),
  };
}

/** The middle of sorted values, of an even number the mean of the two in the middle. */
export function medianOf(sorted: readonly number[]): number {
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
