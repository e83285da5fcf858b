import type { Context } from '../../reports/query/context.ts';
import { versionOf } from '../../reports/query/labels.ts';
import { sayFewest } from '../../reports/query/pair-advice.ts';
import { countAvoidable } from '../../reports/query/pair-words.ts';
import { countOf, printNumber } from '../../reports/text/words.ts';
import { type Child, h, line } from '../dom.ts';
import { type MatrixField, matrix } from '../matrix.ts';
import { nameOf } from '../view.ts';

/** How many shades the map has besides none. */
const SHADES = 6;

/** The map of all pairs: how much another version would spare, the chosen one marked. */
export function writeMap(
  context: Context,
  own: string,
  emsdk: string,
  choose: (go: string, emsdk: string) => void,
): Child {
  const { index, choices } = context;
  const [gos, emsdks] = [index.byTool.get('go') ?? [], index.byTool.get('emsdk') ?? []];
  const countsOf = (row: string, column: string) => countAvoidable(choices.pair(row, column));
  const all = gos.flatMap((row) => emsdks.flatMap((column) => countsOf(row, column)?.open ?? []));
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const field = (row: string, column: string): MatrixField => {
    const pair = `${nameOf(context, row)} and ${nameOf(context, column)}`;
    const counts = countsOf(row, column);
    const chosen = row === own && column === emsdk;
    if (!counts) return { content: '–', label: `${pair}: not tested`, look: 'heat heat-0', chosen };
    const { open, cured, alone } = counts;
    const shade = most === 0 ? 0 : Math.round((SHADES * (open - least)) / Math.max(1, most - least));
    const besides = alone > 0 ? `; ${countOf(alone, 'more case')} asked of this version alone` : '';
    return {
      content: [h('b', {}, printNumber(open)), cured > 0 && h('small', {}, ` +${printNumber(cured)}`)],
      label: `${pair}: ${countOf(open, 'avoidable break')} without a cure, ${printNumber(cured)} with one${besides}`,
      look: `heat heat-${shade}`,
      chosen,
    };
  };
  const columnTitle = (id: string): Child => {
    const entry = index.toolchains.get(id);
    return [versionOf(index, id), entry?.llvm && h('small', {}, `LLVM ${line(entry.llvm)}`)];
  };
  return [
    matrix({
      label: 'Avoidable breaks by Go and Emscripten',
      corner: ['Go ↓', 'Emscripten →'],
      columns: emsdks.map((id) => ({ id, title: columnTitle(id) })),
      rows: gos.map((id) => ({ id, title: versionOf(index, id) })),
      field,
      choose,
    }),
    h(
      'p',
      { class: 'soft legend' },
      'In each field: cases that fail there and pass with another tested Go or Emscripten; large those without a cure, behind ',
      h('small', {}, '+'),
      ' those for which a cure passed. Not counted is what fails with every version, and what was asked of one Go or Emscripten alone.',
    ),
  ];
}

/** Which Emscriptens spare most with a Go, for whoever can choose. */
export function writeAdvice(context: Context, own: string): Child {
  const advice = sayFewest(context, [own], context.index.byTool.get('emsdk') ?? []);
  return advice !== '' && h('p', { class: 'advice' }, h('strong', {}, 'If you can choose: '), line(advice));
}
