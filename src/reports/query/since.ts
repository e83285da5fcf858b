import { parseToolchain } from '../../model/ids.ts';
import type { Break, RoleRange } from '../../model/results.ts';
import { TOOLS } from '../../model/tools.ts';
import { compareVersions } from '../../model/versions.ts';
import { listOf } from '../text/words.ts';
import { attributionGroupsOf, rangesOf } from './attribution-groups.ts';
import type { ResultsIndex } from './index-results.ts';
import { splitUnknown } from './range-words.ts';

/**
 * Whether the break is still there in the newest tested version along every blamed tool. False: the newest is free of
 * it along some.
 */
export function isOngoing(brk: Break): boolean {
  return rangesOf(brk).every(({ range }) => range.until === null);
}

/** What was measured along one axis, in sentences that claim nothing between or beyond the tested versions. Plain text. */
export function measuredRange(along: RoleRange, worksAt: (version: string) => boolean): string {
  const { title } = TOOLS[along.tool];
  const as = along.role === along.tool ? '' : ` as ${along.role}`;
  const { since, until, holes, unknown = [] } = along.range;
  const [older, newer] = splitUnknown(along.tool, along.range);
  const sentences: string[] = [];
  if (since.after === null) {
    const which = older.length === 0 ? ', the oldest tested; nothing older was tried' : '';
    sentences.push(`Already fails with ${title} ${since.by}${as}${which}.`);
  } else {
    const before = worksAt(since.after) ? 'Passes' : 'Is not seen';
    sentences.push(
      `${before} with ${title} ${since.after}${as}, fails with ${since.by}; nothing between the two was tested.`,
    );
  }
  if (until) {
    const after = worksAt(until.by) ? 'passes' : 'is no longer seen';
    sentences.push(`Last seen with ${until.after}, ${after} with ${until.by}; nothing between the two was tested.`);
  } else if (newer.length === 0) sentences.push(`The newest tested ${title}${as} still fails.`);
  if (holes.length > 0) sentences.push(`Inside that window it is not seen with ${listOf(holes)}.`);
  if (unknown.length > 0) sentences.push(`Inconclusive with ${listOf(unknown)}: the step was not reached there.`);
  return sentences.join(' ');
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
