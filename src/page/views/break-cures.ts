import type { BreakParts } from '../../reports/query/break-parts.ts';
import { sortCures } from '../../reports/query/cure-advice.ts';
import type { CureReport } from '../../reports/query/cures.ts';
import { ADVICE, VERIFIED_CURE } from '../../reports/text/cure-labels.ts';
import { countOf, listOf } from '../../reports/text/words.ts';
import { cureCode, cureScript } from '../cure.ts';
import { type Child, h, line, prose } from '../dom.ts';
import type { World } from '../world.ts';
import { placesOf } from './break-where.ts';

/** The cures that were run, with where each passed, did not help and did harm; then advice that was not run. */
export function writeCures(world: World, parts: BreakParts): Child {
  const { helping, useless, advice, isOfKind } = sortCures(parts);
  const label = `${ADVICE}${isOfKind ? ', usual for this kind of break' : ''}: `;
  return [
    helping.length === 0 && h('p', {}, 'No cure was found by running one.'),
    helping.map((cure) => writeCure(world, parts, cure)),
    useless.length > 0 &&
      h('p', {}, `Tried without success: ${listOf(useless.map(({ workaround }) => line(workaround.title)))}.`),
    advice.map((text) => h('p', {}, h('strong', {}, label), prose(text))),
  ];
}

function writeCure(
  world: World,
  parts: BreakParts,
  { case: entry, workaround, helps, fails, elsewhere, harms }: CureReport,
): Child {
  const statement = (words: string, cells: CureReport['helps']) =>
    cells.length > 0 && h('li', {}, `${words} (${countOf(cells.length, 'cell')}): ${placesOf(parts, cells)}`);
  const shown = helps.at(-1)!;
  return h(
    'article',
    { class: 'card cured' },
    h('h4', {}, `${VERIFIED_CURE}: `, prose(workaround.title)),
    cureCode(world, shown, workaround.name),
    h(
      'ul',
      {},
      statement('Passed', helps),
      statement('Does not help', fails),
      statement('Gets past this break into another', elsewhere),
      statement('Does harm', harms),
    ),
    world.commandsOf(entry.name, workaround.name) !== '' &&
      h(
        'details',
        { class: 'why' },
        h('summary', {}, 'With the files that it needs'),
        cureScript(shown, workaround.name),
      ),
  );
}
