import { groupBy } from '../../model/group.ts';
import { compareToolchains, parseToolchain } from '../../model/ids.ts';

/** All toolchains that took part, from the oldest to the newest of each tool. */
export interface Ladder {
  /** The place of each in that order. */
  readonly places: ReadonlyMap<string, number>;
  /** Their versions; with their origin where two origins of one version took part. */
  readonly names: ReadonlyMap<string, string>;
}

/** Orders and names toolchains once, for all ranges that are measured along them. */
export function makeLadder(ids: Iterable<string>): Ladder {
  const sorted = [...new Set(ids)].sort(compareToolchains);
  const parsed = sorted.map((id) => ({ id, name: parseToolchain(id) }));
  const byVersion = groupBy(parsed, ({ id, name }) => (name ? `${name.tool} ${name.version}` : id));
  const names = parsed.map(({ id, name }) => {
    if (!name) return [id, id] as const;
    const isTwice = byVersion.get(`${name.tool} ${name.version}`)!.length > 1;
    return [id, isTwice && name.suffix ? `${name.version}-${name.suffix}` : name.version] as const;
  });
  return { places: new Map(sorted.map((id, place) => [id, place])), names: new Map(names) };
}
