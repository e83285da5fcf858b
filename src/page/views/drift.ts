import { namesOf } from '../../reports/html/drift-data.ts';
import { versionOf } from '../../reports/query/labels.ts';
import { countOf, printNumber } from '../../reports/text/words.ts';
import { type Child, fill, h, line } from '../dom.ts';
import {
  EVENTS,
  type Event,
  isThereAt,
  listRows,
  listSeries,
  type Row,
  type Series,
  type Step,
} from '../drift-series.ts';
import { filterField, nameOf, type Rendered, type Shown, select } from '../view.ts';
import type { World } from '../world.ts';

/** The most names that are listed at a time. */
const MOST_NAMES = 150;

/** Symbols, imports and exports that came and went, along the versions. */
export function driftView({ world, chosen, go, note }: Shown): Rendered {
  const all = listSeries(world);
  const series = all.find(({ key }) => key === chosen.of || key.startsWith(`${chosen.of}:`)) ?? all[0];
  if (!series)
    return {
      title: 'Drift',
      content: [h('h2', { tabindex: -1 }, 'Drift'), h('p', {}, 'No symbols, imports or exports are on record.')],
    };
  const rows = listRows(series);
  const table = h('div', {});
  const count = h('p', { class: 'soft', role: 'status' });
  const state = { of: series.key, q: chosen.q ?? '', step: chosen.step ?? '' };
  let most = MOST_NAMES;
  const apply = () => {
    const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
    const fitting = rows.filter(({ name, group, events }) => {
      const text = `${group} ${name}`.toLowerCase();
      return (state.step === '' || events.has(state.step)) && words.every((word) => text.includes(word));
    });
    const where = state.step === '' ? '' : ` with ${nameOf(world.context, state.step)}`;
    count.textContent = `${countOf(fitting.length, 'name')}${where}${fitting.length > most ? `, the first ${printNumber(most)} shown` : ''}`;
    const left = Math.min(MOST_NAMES, fitting.length - most);
    const more = h('button', { type: 'button' }, `Show ${printNumber(left)} more`);
    more.addEventListener('click', () => {
      const before = most;
      most += MOST_NAMES;
      apply();
      // The button goes with what is drawn anew: the focus goes on with the first name that came.
      const first = table.querySelectorAll<HTMLElement>('tbody th')[before];
      first?.setAttribute('tabindex', '-1');
      first?.focus();
    });
    fill(table, writeTable(world, series, fitting.slice(0, most)), left > 0 && h('p', {}, more));
  };
  apply();
  return {
    title: `What came and went: ${series.title}`,
    content: [
      h('h2', { tabindex: -1 }, 'What came and went', h('span', { class: 'printed' }, `: ${series.title}`)),
      h(
        'p',
        { class: 'lead' },
        'Symbols, imports and exports from one tested version to the next. Nothing is said of the versions between.',
      ),
      h(
        'div',
        { class: 'fields' },
        select(
          'Of',
          all.map(({ key, title }) => [key, title]),
          series.key,
          (of) => go('drift', { of, q: state.q }),
        ),
        filterField('Name', state.q, (q) => {
          state.q = q;
          most = MOST_NAMES;
          apply();
          note('drift', state);
        }),
      ),
      writeSteps(world, series, state.step, (step) => go('drift', { ...state, step })),
      writeLegend(series),
      count,
      table,
    ],
  };
}

function writeLegend({ isWhole, steps }: Series): Child {
  const signs = (Object.keys(EVENTS) as Event[])
    .filter((event) => steps.some(({ changes }) => changes.some(([kind]) => kind === event)))
    .map((event) => [h('span', { class: event }, EVENTS[event].sign), ` ${EVENTS[event].meaning}. `]);
  return h(
    'p',
    { class: 'soft legend' },
    signs,
    isWhole && [h('span', { class: 'mark there' }, '\u00a0\u00a0'), ' there. '],
    steps.some(({ mangled }) => mangled > 0) && 'Names of C++ that came, went or changed are counted only. ',
    'A press on a version above leaves what it changed.',
  );
}

/** One button a version: how much came and went with it. */
function writeSteps(world: World, { versions, steps }: Series, chosen: string, choose: (step: string) => void): Child {
  const count = (own: readonly Step[], event: Event) =>
    own.reduce(
      (sum, { changes }) =>
        sum +
        changes.filter(([kind]) => kind === event).flatMap(([, groups]) => Object.values(groups).flatMap(namesOf))
          .length,
      0,
    );
  return h(
    'ol',
    { class: 'timeline', 'aria-label': 'Versions' },
    versions.map((id) => {
      const own = steps.filter(({ after }) => after === id);
      const mangled = own.reduce((sum, step) => sum + step.mangled, 0);
      if (own.length === 0)
        return h(
          'li',
          {},
          h('span', { class: 'stop' }, h('b', {}, versionOf(world.context.index, id)), h('small', {}, 'the oldest')),
        );
      const words = (Object.keys(EVENTS) as Event[]).flatMap((event) => {
        const found = count(own, event);
        return found === 0 ? [] : [`${EVENTS[event].sign}${printNumber(found)}`];
      });
      const isChosen = id === chosen;
      return h(
        'li',
        {},
        h(
          'button',
          {
            type: 'button',
            class: 'stop',
            'aria-pressed': String(isChosen),
            'data-key': `step ${id}`,
            onclick: () => choose(isChosen ? '' : id),
          },
          h('b', {}, versionOf(world.context.index, id)),
          h('small', {}, words.join(' ') || 'no C name'),
          mangled > 0 && h('small', {}, `${printNumber(mangled)} of C++`),
        ),
      );
    }),
  );
}

function writeTable(world: World, { versions, isWhole }: Series, rows: readonly Row[]): Child {
  if (rows.length === 0) return null;
  return h(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Names by version' },
    h(
      'table',
      { class: 'drift' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, 'Name'),
          versions.map((id) => h('th', { scope: 'col' }, versionOf(world.context.index, id))),
        ),
      ),
      h(
        'tbody',
        {},
        rows.map(({ name, group, events }) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, h('code', {}, line(name)), h('small', {}, line(group))),
            versions.map((id, at) => {
              const event = events.get(id);
              const isThere = isWhole && isThereAt(versions, events, at);
              return h(
                'td',
                { class: isThere ? 'there' : '' },
                event
                  ? h(
                      'span',
                      { class: event, title: EVENTS[event].word },
                      EVENTS[event].sign,
                      h('span', { class: 'aside' }, ` ${EVENTS[event].word}`),
                    )
                  : isThere
                    ? h('span', { class: 'aside' }, 'there')
                    : '',
              );
            }),
          ),
        ),
      ),
    ),
  );
}
