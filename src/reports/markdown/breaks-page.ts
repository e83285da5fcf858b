import { byCodeUnit } from '../../model/order.ts';
import type { Context } from '../query/context.ts';
import { kindInfoOf } from '../query/kind-words.ts';
import { tallyCells, tallyInWords } from '../query/tally.ts';
import { escapeText, link, page, table } from '../text/markdown.ts';
import { kindPath } from '../text/names.ts';
import { blamedTools, blameTitle } from '../text/words.ts';
import { neverPassedInWords } from '../words/never-passed.ts';
import { BREAK_HEADER, breakRow } from './break-row.ts';

/** The page of all breaks, by the tools whose version decides. */
export function renderBreaksPage(context: Context): string {
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
