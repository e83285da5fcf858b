import { groupBy } from '../../model/group.ts';
import { countOf, printNumber } from '../text/words.ts';
import { countUncured, type PairChoices, type WayOut } from './choices.ts';
import type { ResultsIndex } from './index-results.ts';
import { titleOfAll } from './labels.ts';

/** The most versions that are named as a way out. */
const MOST_VERSIONS = 3;

/** What a pair comes to: what can be avoided, and the rest. Plain text. */
export function sayVerdict(choices: PairChoices): { readonly lead: string; readonly rest: string } {
  const { avoidable, permanent, passing } = choices;
  const rest = `${countOf(permanent.length, 'case fails', 'cases fail')} on some host with every tested Go and Emscripten, ${countOf(passing.length, 'passes', 'pass')}.`;
  if (avoidable.length === 0) return { lead: 'No case fails here that another Go or Emscripten would spare.', rest };
  const open = countUncured(choices);
  const cured = avoidable.length - open;
  const which =
    cured === 0
      ? 'no cure passed for any of them'
      : open === 0
        ? 'for each a cure passed here'
        : `for ${printNumber(cured)} a cure passed here`;
  const lead = `${countOf(avoidable.length, 'case fails', 'cases fail')} here and ${avoidable.length === 1 ? 'passes' : 'pass'} with another Go or Emscripten; ${which}.`;
  return { lead, rest };
}

/**
 * Ways out by role: `Emscripten 3.1.69, 3.1.6`, or `Emscripten 6.0.5, 3.1.69 as link, where this one is object` for a case in
 * which one tool plays several roles and the pair's own version stays in one of them. Plain text.
 */
export function sayWaysOut(index: ResultsIndex, ways: readonly WayOut[]): string {
  return [...groupBy(ways, ({ role, beside }) => `${role} ${beside}`).values()]
    .map((same) => {
      const [{ role, beside }] = same as [WayOut];
      const ids = same.map(({ id }) => id);
      const names = titleOfAll(index, ids, { most: MOST_VERSIONS });
      const tool = index.toolOf.get(ids[0]!);
      const as = role === tool ? '' : ` as ${role}`;
      return `${names}${as}${beside === null || beside === tool ? '' : `, where this one is ${beside}`}`;
    })
    .join('; or ');
}
