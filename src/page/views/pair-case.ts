import { type AvoidableCase, isCured } from '../../reports/query/choices.ts';
import type { Context } from '../../reports/query/context.ts';
import { sayWaysOut } from '../../reports/query/pair-words.ts';
import { breaksOf } from '../../reports/query/survey.ts';
import { describeCells } from '../../reports/query/where.ts';
import { VERIFIED_CURE } from '../../reports/text/cure-labels.ts';
import { countOf, printNumber } from '../../reports/text/words.ts';
import { cureCode } from '../cure.ts';
import { type Child, h, line, prose } from '../dom.ts';
import { breakLink } from '../view.ts';
import type { World } from '../world.ts';

/** The most products of versions that one line has. */
const MOST_PLACES = 3;

/** A case that another version would spare: why it fails, where, what passes, and the cures that passed here. */
export function writeCase(world: World, context: Context, one: AvoidableCase): Child {
  const entry = context.index.cases.get(one.case);
  const reasons = [...new Set(one.cells.flatMap((cell) => [...breaksOf(cell)]))];
  const where = describeCells(context.index, one.cells, {
    possible: context.survey([one.case]).possible,
    most: MOST_PLACES,
    without: ['go', 'emsdk'],
  });
  const cures = one.cures.map(({ name, cells }) => {
    const title = entry?.workarounds.find((workaround) => workaround.name === name)?.title ?? name;
    const isOnAll = cells === one.cells.length;
    return h(
      'div',
      { class: 'cure' },
      h(
        'p',
        {},
        h('strong', {}, `${VERIFIED_CURE}: `),
        prose(title),
        !isOnAll &&
          h('span', { class: 'soft' }, ` (on ${printNumber(cells)} of its ${countOf(one.cells.length, 'cell')})`),
      ),
      cureCode(world, one.cells.find((cell) => cell.workarounds?.[name]?.status === 'pass') ?? one.cells[0]!, name),
    );
  });
  return h(
    'article',
    { class: `card ${isCured(one) ? 'cured' : 'open'}` },
    h(
      'h4',
      {},
      prose(entry?.title ?? one.case),
      ' ',
      h('code', { class: 'soft' }, line(one.case)),
      one.isAlone && h('small', { class: 'soft' }, ' asked of this version alone'),
    ),
    h('dl', {}, [
      h('dt', {}, 'Fails with'),
      h(
        'dd',
        {},
        reasons.map((id) => h('div', {}, breakLink(context, id))),
      ),
      where.length > 0 && [h('dt', {}, 'On'), h('dd', {}, where.map(line).join('; '))],
      h('dt', {}, 'Passes with'),
      h('dd', {}, one.passesWith.length === 0 ? 'another pair' : line(sayWaysOut(context.index, one.passesWith))),
    ]),
    cures,
  );
}
