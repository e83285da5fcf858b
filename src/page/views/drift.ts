import { type NamesByGroup, namesOf } from '../../reports/html/drift-data.ts';
import { versionOf } from '../../reports/query/labels.ts';
import { countOf, printNumber, toolTitleOf } from '../../reports/text/words.ts';
import { type Child, fill, h, line } from '../dom.ts';
import { filterField, nameOf, type Rendered, type Shown, select } from '../view.ts';
import type { World } from '../world.ts';

/** The most names that are listed at a time. */
const MOST_NAMES = 150;

/** What became of a name with a version. */
type Event = 'came' | 'went' | 'changed';

const EVENTS: Readonly<Record<Event, { readonly sign: string; readonly word: string }>> = {
  came: { sign: '+', word: 'came' },
  went: { sign: '−', word: 'went' },
  changed: { sign: '~', word: 'changed' },
};

/** A step from one version to the next, and what became of names. */
interface Step {
  readonly before: string;
  readonly after: string;
  readonly changes: readonly (readonly [Event, NamesByGroup])[];
  readonly mangled: number;
}

/** Names along the versions of one tool. */
interface Series {
  readonly key: string;
  readonly title: string;
  /** Versions, oldest first. */
  readonly versions: readonly string[];
  readonly steps: readonly Step[];
  /** Whether a name is there or not in each version. False: some modules may have it and others not. */
  readonly isWhole: boolean;
}

/** A name with what became of it: version → event. */
interface Row {
  readonly name: string;
  readonly group: string;
  readonly events: ReadonlyMap<string, Event>;
}

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
  const apply = () => {
    const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
    const fitting = rows.filter(({ name, group, events }) => {
      const text = `${group} ${name}`.toLowerCase();
      return (state.step === '' || events.has(state.step)) && words.every((word) => text.includes(word));
    });
    const where = state.step === '' ? '' : ` with ${nameOf(world.context, state.step)}`;
    count.textContent = `${countOf(fitting.length, 'name')}${where}${fitting.length > MOST_NAMES ? `, the first ${MOST_NAMES} shown` : ''}`;
    fill(table, writeTable(world, series, fitting.slice(0, MOST_NAMES)));
  };
  apply();
  return {
    title: 'Drift',
    content: [
      h('h2', { tabindex: -1 }, 'What came and went'),
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
          apply();
          note('drift', state);
        }),
      ),
      writeSteps(world, series, state.step, (step) => go('drift', { ...state, step })),
      count,
      table,
    ],
  };
}

function listSeries({ data, context }: World): readonly Series[] {
  const { order, toolOf } = context.index;
  const byPlace = (a: string, b: string) => (order.get(a) ?? 0) - (order.get(b) ?? 0);
  const series = (kind: 'symbols' | 'modules', steps: readonly Step[]): readonly Series[] => {
    const tools = [...new Set(steps.map(({ after }) => toolOf.get(after)))];
    return tools.map((tool) => {
      const own = steps.filter(({ after }) => toolOf.get(after) === tool);
      const versions = [...new Set(own.flatMap(({ before, after }) => [before, after]))].sort(byPlace);
      const what = kind === 'symbols' ? 'symbols of the libraries' : 'imports and exports of the cases’ modules';
      return {
        key: `${kind}:${tool}`,
        title: `${toolTitleOf(tool)}: ${what}`,
        versions,
        steps: own,
        isWhole: kind === 'symbols',
      };
    });
  };
  return [
    ...series(
      'symbols',
      data.drift.symbols.map(({ before, after, added, removed, changed, mangled }) => ({
        before,
        after,
        mangled,
        changes: [
          ['came', added],
          ['went', removed],
          ['changed', changed],
        ],
      })),
    ),
    ...series(
      'modules',
      data.drift.modules.map(({ before, after, added, removed }) => ({
        before,
        after,
        mangled: 0,
        changes: [
          ['came', added],
          ['went', removed],
        ],
      })),
    ),
  ];
}

function listRows({ steps }: Series): readonly Row[] {
  const rows = new Map<string, { name: string; group: string; events: Map<string, Event> }>();
  for (const { after, changes } of steps) {
    for (const [event, groups] of changes) {
      for (const [group, names] of Object.entries(groups)) {
        for (const name of namesOf(names)) {
          const row = rows.get(`${group} ${name}`) ?? { name, group, events: new Map<string, Event>() };
          rows.set(`${group} ${name}`, row);
          row.events.set(after, row.events.has(after) && row.events.get(after) !== event ? 'changed' : event);
        }
      }
    }
  }
  return [...rows.values()].sort((a, b) => (a.group < b.group ? -1 : a.group > b.group ? 1 : a.name < b.name ? -1 : 1));
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

/** Whether a name is there in a version: by the last event up to it, else by the first one after it. */
function isThereAt(versions: readonly string[], events: Row['events'], at: number): boolean {
  const before = versions.slice(0, at + 1).findLast((id) => events.has(id));
  if (before !== undefined) return events.get(before) !== 'went';
  const after = versions.slice(at + 1).find((id) => events.has(id));
  return after !== undefined && events.get(after) !== 'came';
}
