import { countOf, listOf, printNumber } from '../text/words.ts';
import { countUncured, isOwnCase, type PairChoices, type WayOut } from './choices.ts';
import type { Context } from './context.ts';
import type { ResultsIndex } from './index-results.ts';
import { titleOfAll } from './labels.ts';

/** The most versions that are named as a way out. */
const MOST_VERSIONS = 3;

/** What a pair comes to, or a pair on one host: what can be avoided, and the rest. Plain text. */
export function sayVerdict(
  choices: PairChoices,
  { isOneHost = false } = {},
): { readonly lead: string; readonly rest: string } {
  const { avoidable, permanent, passing } = choices;
  const rest = `${countOf(permanent.length, 'case fails', 'cases fail')}${isOneHost ? '' : ' on some host'} with every tested Go and Emscripten, ${countOf(passing.length, 'passes', 'pass')}.`;
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

/** Which cases of the catalogue a pair says nothing of. Plain text; empty where it has all. */
export function sayScope({ results, index }: Pick<Context, 'results' | 'index'>, choices: PairChoices): string {
  const { avoidable, permanent, passing } = choices;
  const own = results.cases.filter(({ name }) => isOwnCase(index, name)).length;
  const others = own - avoidable.length - permanent.length - passing.length;
  if (others === 0) return '';
  return `${countOf(others, 'further case')} of the ${printNumber(own)} ${others === 1 ? 'was' : 'were'} not asked of this pair: they are about one version beside another, about other versions, or not decided.`;
}

/** How many of a pair's avoidable cases no comparison of pairs counts. Plain text; empty where there is none. */
export function sayAlone({ avoidable }: Pick<PairChoices, 'avoidable'>): string {
  const alone = avoidable.filter((one) => one.isAlone);
  if (alone.length === 0) return '';
  const open = countUncured({ avoidable: alone });
  const cured = alone.length - open;
  const parts = [
    open > 0 ? `${countOf(open, 'case')} without a cure` : '',
    cured > 0 ? `${countOf(cured, 'case')} with a cure` : '',
  ].filter((part) => part !== '');
  const [was, counts] = alone.length === 1 ? ['was', 'is'] : ['were', 'are'];
  return `${listOf(parts)} ${was} asked of this Go or Emscripten alone and ${counts} not counted in the map of pairs.`;
}

/** Ways out by role: `Emscripten 3.1.69, 3.1.6; or Go 1.27.4`. Plain text. */
export function sayWaysOut(index: ResultsIndex, ways: readonly WayOut[]): string {
  return ways.map(({ role, ids }) => titleOfAll(index, ids, { role, most: MOST_VERSIONS })).join('; or ');
}

/** The avoidable breaks of a pair as numbers. */
export interface AvoidableCounts {
  /** Cases in which no cure passed on every failing cell, and those in which one did. */
  readonly open: number;
  readonly cured: number;
  /** Cases that were asked of this Go or Emscripten and of no other: none to compare pairs by, and not among the others. */
  readonly alone: number;
}

/** Counts what another version would spare; null where nothing was run on the pair. */
export function countAvoidable({ avoidable, permanent, passing }: PairChoices): AvoidableCounts | null {
  if (avoidable.length + permanent.length + passing.length === 0) return null;
  const shared = avoidable.filter(({ isAlone }) => !isAlone);
  const open = countUncured({ avoidable: shared });
  return { open, cured: shared.length - open, alone: avoidable.length - shared.length };
}
