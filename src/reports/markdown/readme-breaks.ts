import { byCodeUnit } from '../../model/order.ts';
import { titleInMarkdown } from '../query/break-title.ts';
import type { Context } from '../query/context.ts';
import { kindInfoOf } from '../query/kind-words.ts';
import { rangeInSentence, shortRange } from '../query/range-words.ts';
import type { RankedBreak } from '../query/rank-breaks.ts';
import { bullets, code, escapeText, link, table } from '../text/markdown.ts';
import { breakPath, kindPath } from '../text/names.ts';
import { blamedTools, blameTitle, countOf } from '../text/words.ts';
import { BREAK_HEADER, breakRow } from './break-row.ts';

/** The most breaks in each of the two lists on the first screen. */
const MOST_CHANGED = 10;
const MOST_ALWAYS = 6;

/** The breaks that matter most, and in a list of their own those that never passed. */
export function writeMattering(context: Context): readonly string[] {
  const changed = context.ranked.filter(({ neverPassed }) => !neverPassed);
  const always = context.ranked.filter(({ neverPassed }) => neverPassed);
  return [
    '## The breaks that matter most',
    changed.length === 0
      ? 'No break was introduced or fixed by a version.'
      : 'Introduced or fixed by a version; first those that the newest versions still have, curable ones before the rest:',
    bullets(changed.slice(0, MOST_CHANGED).map((ranked) => changedItem(context, ranked))),
    changed.length > MOST_CHANGED
      ? `${countOf(changed.length - MOST_CHANGED, 'more', 'more')} in the list of all breaks below.`
      : '',
    ...(always.length === 0
      ? []
      : [
          '### What never passed',
          'With no tested version; waiting for a newer one does not help:',
          bullets(always.slice(0, MOST_ALWAYS).map((ranked) => alwaysItem(context, ranked))),
          always.length > MOST_ALWAYS
            ? `${countOf(always.length - MOST_ALWAYS, 'more', 'more')} in the list of all breaks below.`
            : '',
        ]),
  ];
}

/** All breaks, by the tools whose version decides. */
export function writeBreakIndex(context: Context): readonly string[] {
  const changed = context.ranked.filter(({ neverPassed }) => !neverPassed);
  const always = context.ranked.filter(({ neverPassed }) => neverPassed);
  const blames = [...new Set(changed.map(({ brk }) => brk.blame))].sort(
    (a, b) => blamedTools(a).length - blamedTools(b).length || byCodeUnit(a, b),
  );
  const kinds = [...new Set(context.ranked.map(({ brk }) => brk.kind))].sort(byCodeUnit);
  return [
    '## All breaks, by whose version decides',
    ...blames.flatMap((blame) => [
      `### ${escapeText(blameTitle(blame))}`,
      table([
        BREAK_HEADER,
        ...changed.filter(({ brk }) => brk.blame === blame).map((ranked) => breakRow(context, ranked, '')),
      ]),
    ]),
    ...(always.length === 0
      ? []
      : [
          '### Never passed with any tested version',
          table([BREAK_HEADER, ...always.map((ranked) => breakRow(context, ranked, ''))]),
        ]),
    kinds.length === 0
      ? ''
      : `By kind: ${kinds.map((kind) => link(escapeText(kindInfoOf(kind).title), kindPath(kind))).join(', ')}.`,
  ];
}

function changedItem(context: Context, { brk, affected, cured, ongoing }: RankedBreak): string {
  const title = link(titleInMarkdown(context, brk), breakPath(brk.id));
  const cure = cured === 0 ? 'no cure was found' : `a cure passes on ${cured} of them`;
  const gone = ongoing ? '' : ' (fixed in newer versions)';
  return `**${title}** – ${escapeText(shortRange(brk))}${gone}; ${countOf(affected, 'cell')}, ${cure}`;
}

function alwaysItem(context: Context, { brk, affected, cured }: RankedBreak): string {
  const cases = brk.cases.slice(0, 3).map(code).join(', ');
  const cure = cured === 0 ? '' : `, a cure passes on ${cured} of them`;
  const form = brk.always ? '' : `, in this form ${escapeText(rangeInSentence(brk))}`;
  return `${link(titleInMarkdown(context, brk), breakPath(brk.id))} – ${cases}; ${countOf(affected, 'cell')}${form}${cure}`;
}
