/** How a version came out, against the two ends between which the change lies. Unknown ones are no evidence. */
export type Side = 'older' | 'newer' | 'unknown';

/** Two tested versions between which nothing is known, by their places in the sorted list. */
export interface Boundary {
  /** The last known to be as the older end. */
  readonly last: number;
  /** The first known to be as the newer end. */
  readonly first: number;
  /** What lies between the two and could not be tested. */
  readonly inconclusive: readonly number[];
}

/**
 * The next version to try among `count` sorted ones, both ends of which are known: the one nearest to the middle of what
 * is open that was not tried; null where nothing is left to try.
 */
export function nextProbe(count: number, known: ReadonlyMap<number, Side>): number | null {
  const { last, first } = boundaryOf(count, known);
  const middle = (last + first) / 2;
  const open = range(last + 1, first).filter((at) => !known.has(at));
  return open.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle) || a - b)[0] ?? null;
}

/** The versions that may be tried after `probe`, one for each way in which it may come out. */
export function probesAfter(count: number, known: ReadonlyMap<number, Side>, probe: number): readonly number[] {
  const next = (['older', 'newer'] as const).map((side) => nextProbe(count, new Map([...known, [probe, side]])));
  return [...new Set(next)].filter((at) => at !== null);
}

/** What is known of the change by now. Nothing is claimed of what lies between its two versions. */
export function boundaryOf(count: number, known: ReadonlyMap<number, Side>): Boundary {
  const placed = range(0, count).filter((at) => known.get(at) === 'newer');
  const first = placed[0] ?? count - 1;
  const last =
    range(0, first)
      .filter((at) => known.get(at) === 'older')
      .at(-1) ?? 0;
  return { last, first, inconclusive: range(last + 1, first) };
}

/** The most versions that are tried where each shows its side: both ends, and halves of what lies between. */
export function mostProbes(count: number): number {
  return count < 2 ? count : 2 + Math.ceil(Math.log2(count - 1));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(to - from, 0) }, (_, at) => from + at);
}
