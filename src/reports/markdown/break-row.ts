import { titleInMarkdown } from '../query/break-title.ts';
import type { Context } from '../query/context.ts';
import { shortRange } from '../query/range-words.ts';
import type { RankedBreak } from '../query/rank-breaks.ts';
import { code, escapeText, link } from '../text/markdown.ts';
import { breakPath } from '../text/names.ts';
import { printNumber } from '../text/words.ts';

/** The most cases named in one row. */
const MOST_CASES = 2;

/** The columns of a list of breaks. */
export const BREAK_HEADER: readonly string[] = ['Break', 'When', 'Cases', 'Cells', 'Cured'];

/** A break as a row of a list; `base` leads from the page to `reports/`. */
export function breakRow(context: Context, ranked: RankedBreak, base: string): readonly string[] {
  const { brk, affected, cured } = ranked;
  return [
    link(titleInMarkdown(context, brk), `${base}${breakPath(brk.id)}`),
    escapeText(shortRange(brk)),
    brk.cases.slice(0, MOST_CASES).map(code).join(', ') +
      (brk.cases.length > MOST_CASES ? ` and ${printNumber(brk.cases.length - MOST_CASES)} more` : ''),
    printNumber(affected),
    cured === 0 ? '–' : `${printNumber(cured)} of ${printNumber(affected)}`,
  ];
}
