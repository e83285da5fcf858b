import { groupBy } from '../../model/group.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { Break } from '../../model/results.ts';
import { attributionGroupsOf } from '../query/attribution-groups.ts';
import type { Context } from '../query/context.ts';
import { kindInfoOf } from '../query/kind-words.ts';
import type { RankedBreak } from '../query/rank-breaks.ts';
import { tallyCells, tallyInWords } from '../query/tally.ts';
import { escapeText, link, page, table } from '../text/markdown.ts';
import { kindPath } from '../text/names.ts';
import { blamedTools, blameTitle } from '../text/words.ts';
import { neverPassedInWords } from '../words/never-passed.ts';
import { BREAK_HEADER, breakRow } from './break-row.ts';

/** The heading of breaks that are decided differently from case to case: the second column says by whom. */
const BY_CASE = 'Different tools in different cases';

/** The page of all breaks, by the tools whose version decides. */
export function renderBreaksPage(context: Context): string {
  const changed = context.ranked.filter(({ neverPassed }) => !neverPassed);
  const always = context.ranked.filter(({ neverPassed }) => neverPassed);
  const sections = [...groupBy(changed, ({ brk }) => headingOf(brk))].sort(
    ([a, some], [b, others]) => placeOf(a, some) - placeOf(b, others) || byCodeUnit(a, b),
  );
  const kinds = [...new Set(context.ranked.map(({ brk }) => brk.kind))].sort(byCodeUnit);
  return page([
    '# All breaks, by whose version decides',
    `${tallyInWords(tallyCells(context.results.cells))}.${neverPassedInWords(context, context.results.cells)}`,
    ...sections.flatMap(([deciders, some]) => [
      `## ${escapeText(deciders)}`,
      table([BREAK_HEADER, ...some.map((ranked) => breakRow(context, ranked, '../'))]),
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

function headingOf(brk: Break): string {
  const [first, ...more] = new Set(attributionGroupsOf(brk).map(({ blame }) => blame));
  return more.length === 0 ? blameTitle(first!) : BY_CASE;
}

/** Sections of fewer tools come first, mixed ones last. */
function placeOf(heading: string, [first]: readonly RankedBreak[]): number {
  return heading === BY_CASE ? Number.POSITIVE_INFINITY : blamedTools(first!.brk.blame).length;
}
