import { byCodeUnit } from '../../model/order.ts';
import type { Break, Range, RoleRange } from '../../model/results.ts';
import { TOOLS, type Tool } from '../../model/tools.ts';
import { compareVersions } from '../../model/versions.ts';
import { blamedTools, blameTitle, listOf, printNumber } from '../text/words.ts';
import { type AttributionGroup, attributionGroupsOf } from './attribution-groups.ts';

/** The most cases that are named behind a range. */
const MOST_CASES = 2;

/** A break's ranges in a few words, for a table: `Emscripten since 6.0.5`. Plain text. */
export function shortRange(brk: Break): string {
  const groups = attributionGroupsOf(brk);
  if (groups.length > 1) {
    return groups
      .map((group) => `${group.always ? 'always' : rangeInWords(group)} in ${casesInWords(group)}`)
      .join('; ');
  }
  const [group] = groups;
  if (!group!.always) return rangeInWords(group!);
  return `always, on ${listOf(blamedTools(brk.blame).map((tool) => TOOLS[tool].title)) || 'any tool'}`;
}

/** The same as the end of a sentence that says `it breaks …`. Plain text. */
export function rangeInSentence(brk: Break): string {
  const groups = attributionGroupsOf(brk);
  const clauses = groups.map((group) => (group.always ? 'always' : `with ${rangeInWords(group)}`));
  if (groups.length === 1) return clauses[0]!;
  return listOf(clauses.map((clause, at) => `${clause} in ${casesInWords(groups[at]!)}`));
}

/** The versions that took part and were inconclusive, older and newer than the first one that breaks. */
export function splitUnknown(tool: Tool, { since, unknown = [] }: Range): readonly [older: string[], newer: string[]] {
  const than = (side: number) => unknown.filter((version) => compareVersions(tool, version, since.by) === side);
  return [than(-1), than(1)];
}

function rangeInWords({ along, patchy }: AttributionGroup): string {
  const words = along.map(phraseRange).join(' with ') || 'some combinations';
  return patchy ? `${words}, not in every combination` : words;
}

/** Claims nothing of versions that were not tested, and nothing of inconclusive ones. */
function phraseRange({ role, tool, range }: RoleRange): string {
  const { title } = TOOLS[tool];
  const { since, until, holes, unknown = [] } = range;
  const [older, newer] = splitUnknown(tool, range);
  const as = role === tool ? '' : ` as ${role}`;
  const but = holes.length === 0 ? '' : ` except ${listOf(holes)}`;
  if (until && since.by === until.after) {
    if (unknown.length > 0) return `${title} ${since.by}${as}`;
    return since.after === null ? `${title} ${since.by}${as} (the oldest tested)` : `${title} ${since.by}${as} only`;
  }
  const closed = since.after !== null || older.length > 0;
  if (until) return `${title} ${closed ? `${since.by} to` : 'up to'} ${until.after}${as}${but}`;
  if (since.after !== null) return `${title} since ${since.by}${as}${but}`;
  if (older.length > 0) return `${title} from ${since.by} on${as}${but}`;
  return newer.length > 0 ? `every ${title}${as} with a conclusive result${but}` : `every tested ${title}${as}${but}`;
}

function casesInWords({ cases }: AttributionGroup): string {
  return cases.length <= MOST_CASES ? listOf(cases) : `${printNumber(cases.length)} cases`;
}

/** Whose version decides, as a heading: `Go and Emscripten together`, or `Go, or Go and wazero together, by case`. */
export function decidersInWords(brk: Break): string {
  const titles = [...new Set(attributionGroupsOf(brk).map(({ blame }) => blameTitle(blame)))];
  return titles.length === 1 ? titles[0]! : `${titles.sort(byLengthThenText).join(', or ')}, by case`;
}

function byLengthThenText(a: string, b: string): number {
  return a.length - b.length || byCodeUnit(a, b);
}
