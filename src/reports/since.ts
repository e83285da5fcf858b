import { parseToolchain } from '../model/ids.ts';
import type { Break, Range } from '../model/results.ts';
import { TOOLS, type Tool } from '../model/tools.ts';
import { compareVersions } from '../model/versions.ts';
import type { ResultsIndex } from './index-results.ts';
import { blamedTools, listOf } from './words.ts';

/** The ranges of a break along the tools that it is blamed on. */
export function rangesOf(brk: Break): readonly { readonly tool: Tool; readonly range: Range }[] {
  return blamedTools(brk.blame).flatMap((tool) => {
    const range = brk[tool];
    return range ? [{ tool, range }] : [];
  });
}

/** Whether the break is still there in the newest tested version along every blamed tool. */
export function isOngoing(brk: Break): boolean {
  return rangesOf(brk).every(({ range }) => range.until === null);
}

/** A range in a few words, for a table: `Emscripten since 6.0.5`. Plain text. */
export function shortRange(brk: Break): string {
  if (brk.always) return `always, on ${listOf(blamedTools(brk.blame).map((tool) => TOOLS[tool].title)) || 'any tool'}`;
  const words = rangesOf(brk).map(({ tool, range: { since, until } }) => {
    const title = TOOLS[tool].title;
    if (since.after === null) return until === null ? `every tested ${title}` : `${title} up to ${until.after}`;
    return until === null ? `${title} since ${since.by}` : `${title} ${since.by} to ${until.after}`;
  });
  return words.join(' with ') || 'on some combinations';
}

/** What was measured along one tool, in sentences that claim nothing between or beyond the tested versions. Plain text. */
export function measuredRange(tool: Tool, range: Range, worksAt: (version: string) => boolean): string {
  const title = TOOLS[tool].title;
  const { since, until, holes, unknown = [] } = range;
  const [older, newer] = [-1, 1].map((side) =>
    unknown.filter((version) => compareVersions(tool, version, since.by) === side),
  );
  const sentences: string[] = [];
  if (since.after === null) {
    const which = older!.length === 0 ? ', the oldest tested; nothing older was tried' : '';
    sentences.push(`Breaks already with ${title} ${since.by}${which}.`);
  } else {
    const before = worksAt(since.after) ? 'Works' : 'Is not seen';
    sentences.push(
      `${before} with ${title} ${since.after}, breaks with ${since.by}; nothing between the two was tested.`,
    );
  }
  if (until) {
    const after = worksAt(until.by) ? 'works' : 'is not seen any more';
    sentences.push(`Last seen with ${until.after}, ${after} with ${until.by}; nothing between the two was tested.`);
  } else if (newer!.length === 0) sentences.push(`The newest tested ${title} still breaks.`);
  if (holes.length > 0) sentences.push(`Inside that window it is not seen with ${listOf(holes)}.`);
  if (unknown.length > 0) sentences.push(`${listOf(unknown)} could not tell: the step did not get to run there.`);
  return sentences.join(' ');
}

/** How many tested versions of its tool began to break at the same time or later: 0 for the newest. Small is recent. */
export function ageOf(index: ResultsIndex, brk: Break): number {
  const ages = rangesOf(brk).map(({ tool, range }) => {
    const versions = (index.byTool.get(tool) ?? []).map((id) => parseToolchain(id)?.version ?? id);
    return versions.filter((version) => compareVersions(tool, version, range.since.by) > 0).length;
  });
  return Math.min(...ages, Number.MAX_SAFE_INTEGER);
}
