import { byCodeUnit } from '../../model/order.ts';
import { titleInMarkdown } from '../query/break-title.ts';
import type { Context } from '../query/context.ts';
import { kindInfoOf } from '../query/kind-words.ts';
import { rangeInSentence, shortRange } from '../query/range-words.ts';
import type { RankedBreak } from '../query/rank-breaks.ts';
import { tallyCells, tallyInWords } from '../query/tally.ts';
import { bullets, code, escapeText, link, page, table } from '../text/markdown.ts';
import { BREAKS_PATH, breakPath, kindPath } from '../text/names.ts';
import { blamedTools, blameTitle, countOf, printNumber } from '../text/words.ts';
import { neverPassedInWords } from '../words/never-passed.ts';
import { BREAK_HEADER, breakRow } from './break-row.ts';

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
      : 'Some tested version avoids each; first those that the newest Go and Emscripten still have, by the number of cells:',
    bullets(avoidable.slice(0, MOST_CHANGED).map((ranked) => changedItem(context, ranked))),
    ...(permanent.length === 0
      ? []
      : [
          '### What no version avoids',
          'Waiting for a newer one does not help:',
          bullets(permanent.slice(0, MOST_ALWAYS).map((ranked) => alwaysItem(context, ranked))),
        ]),
    `${link(`All ${printNumber(context.ranked.length)} breaks`, BREAKS_PATH)}, by whose version decides.`,
  ];
}

/** The page of all breaks, by the tools whose version decides. */
export function renderBreakList(context: Context): string {
  const changed = context.ranked.filter(({ neverPassed }) => !neverPassed);
  const always = context.ranked.filter(({ neverPassed }) => neverPassed);
  const blames = [...new Set(changed.map(({ brk }) => brk.blame))].sort(
    (a, b) => blamedTools(a).length - blamedTools(b).length || byCodeUnit(a, b),
  );
  const kinds = [...new Set(context.ranked.map(({ brk }) => brk.kind))].sort(byCodeUnit);
  return page([
    '# All breaks, by whose version decides',
    `${tallyInWords(tallyCells(context.results.cells))}.${neverPassedInWords(context, context.results.cells)}`,
    ...blames.flatMap((blame) => [
      `## ${escapeText(blameTitle(blame))}`,
      table([
        BREAK_HEADER,
        ...changed.filter(({ brk }) => brk.blame === blame).map((ranked) => breakRow(context, ranked, '../')),
      ]),
    ]),
    ...(always.length === 0
      ? []
      : [
          '## Never passed with any tested version',
          table([BREAK_HEADER, ...always.map((ranked) => breakRow(context, ranked, '../'))]),
        ]),
    kinds.length === 0
      ? ''
      : `By kind: ${kinds.map((kind) => link(escapeText(kindInfoOf(kind).title), `../${kindPath(kind)}`)).join(', ')}.`,
    link('The catalogue', '../README.md'),
  ]);
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
