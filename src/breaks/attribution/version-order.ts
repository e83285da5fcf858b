import { compareToolchains, labelVersions } from '../../model/ids.ts';

/** All toolchains that took part, from the oldest to the newest of each tool. */
export interface VersionOrder {
  /** The place of each in that order. */
  readonly places: ReadonlyMap<string, number>;
  /** Their versions; with their origin where two origins of one version took part. */
  readonly names: ReadonlyMap<string, string>;
}

/** Orders and names toolchains once, for all ranges that are measured along them. */
export function orderVersions(ids: Iterable<string>): VersionOrder {
  const sorted = [...new Set(ids)].sort(compareToolchains);
  return { places: new Map(sorted.map((id, place) => [id, place])), names: labelVersions(sorted) };
}
