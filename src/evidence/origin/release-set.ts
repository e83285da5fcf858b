import { RELEASES } from './library-names.ts';

/** A set of releases, as one flag for each of `RELEASES`. */
export type ReleaseSet = readonly boolean[];

/** The releases for which a condition holds. */
export function releasesWhere(holds: (place: number) => boolean): ReleaseSet {
  return RELEASES.map((_, place) => holds(place));
}

/**
 * The releases from one on. Throws where it is none of `RELEASES`, a bug in a table.
 */
export function releasesSince(release: string): ReleaseSet {
  const first = indexOf(release);
  return releasesWhere((place) => place >= first);
}

/** The releases before one. Throws where it is none of `RELEASES`, a bug in a table. */
export function releasesBefore(release: string): ReleaseSet {
  const end = indexOf(release);
  return releasesWhere((place) => place < end);
}

/** The releases in both. */
export function intersect(left: ReleaseSet, right: ReleaseSet): ReleaseSet {
  return left.map((inside, place) => inside && right[place] === true);
}

/** A span of releases: from `since` on, before `until`; null where the data bounds that side not. */
export interface ReleaseSpan {
  readonly since: string | null;
  readonly until: string | null;
}

/** The least span around a set; null where the set is empty. */
export function spanOf(set: ReleaseSet): ReleaseSpan | null {
  const first = set.indexOf(true);
  return first < 0 ? null : makeSpan(first, set.lastIndexOf(true) + 1);
}

/** The spans that make up a set, in order. */
export function spansOf(set: ReleaseSet): ReleaseSpan[] {
  const starts = set.flatMap((inside, place) => (inside && !set[place - 1] ? [place] : []));
  return starts.map((start) => {
    const end = set.indexOf(false, start);
    return makeSpan(start, end < 0 ? set.length : end);
  });
}

/**
 * The spans that make up a set: `≥2.0.32`, `≥3.1.57 <4.0.0`, `<3.1.20 or ≥3.1.57`; empty where it has every release.
 */
export function printReleases(set: ReleaseSet): string {
  return spansOf(set).map(printSpan).join(' or ');
}

/** `≥2.0.32`, `<3.1.20`, `≥2.0.32 <3.1.20`; empty where neither side is bounded. */
export function printSpan({ since, until }: ReleaseSpan): string {
  return [since === null ? '' : `≥${since}`, until === null ? '' : `<${until}`].filter((part) => part !== '').join(' ');
}

function makeSpan(first: number, end: number): ReleaseSpan {
  const since = RELEASES[first]!;
  return { since: first === 0 ? null : since, until: RELEASES[end] ?? null };
}

function indexOf(release: string): number {
  const place = RELEASES.indexOf(release);
  if (place < 0) throw new RangeError(`${release} is not among the releases`);
  return place;
}
