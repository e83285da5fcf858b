import type { Break } from '../../model/results.ts';
import { attributionGroupsOf } from '../query/attribution-groups.ts';
import { titleInMarkdown } from '../query/break-title.ts';
import { type Context, noteOf } from '../query/context.ts';
import { reportCures } from '../query/cures.ts';
import { printDocumented } from '../query/documented.ts';
import { rangeInSentence, shortRange } from '../query/range-words.ts';
import type { RankedBreak } from '../query/rank-breaks.ts';
import { bullets, code, escapeText, link, prose } from '../text/markdown.ts';
import { BREAKS_PATH, breakPath } from '../text/names.ts';
import { countOf, printNumber } from '../text/words.ts';

/** The most breaks in each of the two lists on the first screen. */
const MOST_CHANGED = 10;
const MOST_ALWAYS = 6;

/** The breaks that matter most: those that a choice of version avoids, and in a list of their own those that none does. */
export function writeMattering(context: Context): readonly string[] {
  const own = context.ranked.filter(({ ofClaims }) => !ofClaims);
  const avoidable = own.filter(({ neverPassed }) => !neverPassed);
  const permanent = own.filter(({ neverPassed }) => neverPassed);
  return [
    '## The breaks that matter most',
    avoidable.length === 0
      ? 'None that a version avoids.'
      : 'Each can be avoided with some tested version, at least in one of its cases. Those that the newest Go and Emscripten still have come first; of these, those that are not cured in every cell; then by the number of cases:',
    bullets(avoidable.slice(0, MOST_CHANGED).map((ranked) => changedItem(context, ranked))),
    ...(permanent.length === 0
      ? []
      : [
          '### What no version avoids',
          permanent.length > MOST_ALWAYS
            ? `Waiting for a newer one does not help. ${printNumber(permanent.length)} breaks in all; first those with the most cases:`
            : 'Waiting for a newer one does not help:',
          bullets(permanent.slice(0, MOST_ALWAYS).map((ranked) => alwaysItem(context, ranked))),
        ]),
    `${link(`All ${printNumber(context.ranked.length)} breaks`, BREAKS_PATH)}, by whose version decides.`,
  ];
}

function changedItem(context: Context, { brk, affected, cured, ongoing }: RankedBreak): string {
  const title = link(titleInMarkdown(context, brk), breakPath(brk.id));
  const cure =
    cured === 0
      ? 'no cure was found'
      : cured === affected
        ? cureOfAll(context, brk, affected)
        : `${printNumber(cured)} with a cure`;
  const gone = ongoing ? '' : ' (fixed in newer versions)';
  const documents = attributionGroupsOf(brk).map(
    (group) => group.documented ?? noteOf(context, group)?.documented ?? {},
  );
  const windows = [...new Set(documents.map(printDocumented))].filter((words) => words !== '');
  const documented = windows.length === 0 ? '' : ` (documented for ${escapeText(windows.join(', or '))})`;
  return `**${title}** – ${escapeText(shortRange(brk))}${documented}${gone}; ${countOf(brk.cases.length, 'case')}, ${countOf(affected, 'cell')}, ${cure}`;
}

function alwaysItem(context: Context, { brk, affected, cured }: RankedBreak): string {
  const cases = brk.cases.slice(0, 3).map(code).join(', ');
  const cure = cured === 0 ? '' : `, a cure passes on ${cured} of them`;
  const form = brk.always ? '' : `, in this form ${escapeText(rangeInSentence(brk))}`;
  return `${link(titleInMarkdown(context, brk), breakPath(brk.id))} – ${cases}; ${countOf(affected, 'cell')}${form}${cure}`;
}

/** What cures all cells of a break, by its title where one cure alone does. */
function cureOfAll(context: Context, brk: Break, affected: number): string {
  const best = reportCures(context.index, context.survey, brk).find(({ helps }) => helps.length === affected);
  return best ? `each cured: ${prose(best.workaround.title)}` : 'each with a cure';
}
