import { parseToolchain } from '../../model/ids.ts';
import type { Break } from '../../model/results.ts';
import { compareVersions } from '../../model/versions.ts';
import { attributionGroupsOf, rangesOf } from './attribution-groups.ts';
import type { ResultsIndex } from './index-results.ts';

/**
 * Whether the break is still there in the newest tested version along every blamed tool. False: the newest is free of
 * it along some.
 */
export function isOngoing(brk: Break): boolean {
  return rangesOf(brk).every(({ range }) => range.until === null);
}

/** How many tested versions of its tool began to break at the same time or later: 0 for the newest. Small is recent. */
export function ageOf(index: ResultsIndex, brk: Break): number {
  const ages = attributionGroupsOf(brk).flatMap(({ along }) =>
    along.map(({ tool, range }) => {
      const versions = (index.byTool.get(tool) ?? []).map((id) => parseToolchain(id)?.version ?? id);
      return versions.filter((version) => compareVersions(tool, version, range.since.by) > 0).length;
    }),
  );
  return Math.min(...ages, Number.MAX_SAFE_INTEGER);
}
