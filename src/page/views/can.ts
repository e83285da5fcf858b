import { groupBy } from '../../model/group.ts';
import type { CaseEntry } from '../../model/results.ts';
import { TOOLS } from '../../model/tools.ts';
import { isOwnCase } from '../../reports/query/choices.ts';
import type { Context } from '../../reports/query/context.ts';
import { versionOf } from '../../reports/query/labels.ts';
import {
  familyOf,
  kindOfRow,
  type Support,
  type SupportField,
  type SupportRow,
  supportOf,
} from '../../reports/query/support.ts';
import { countOf, listOf } from '../../reports/text/words.ts';
import { HARM_SIGN, SUPPORT_SIGNS } from '../../reports/words/support-signs.ts';
import { type Child, h, line, prose } from '../dom.ts';
import { searchTextOf } from '../search-index.ts';
import { addressOf } from '../state.ts';
import { filterField, type Rendered, type Shown } from '../view.ts';

/** A case in the list, and what it can be found by. */
interface Entry {
  readonly element: HTMLElement;
  readonly family: string;
  readonly text: string;
  /** Whether some version of a tool does otherwise than others. False: no version decides. */
  readonly isDecided: boolean;
}

/** With which versions each case passes, filtered while typing. */
export function canView({ world: { context }, chosen, note }: Shown): Rendered {
  const own = context.results.cases.filter(({ name }) => isOwnCase(context.index, name));
  const entries = own.map((entry): Entry => {
    const rows = supportOf(context.index, entry);
    return {
      element: writeCase(context, entry, rows),
      family: familyOf(entry.name),
      text: searchTextOf(context, entry),
      isDecided: rows.some(isDeciding),
    };
  });
  const decided = (family: readonly Entry[]) => family.filter(({ isDecided }) => isDecided).length;
  // Where versions decide most comes first.
  const families = [...groupBy(entries, ({ family }) => family)].sort(([, a], [, b]) => decided(b) - decided(a));
  const count = h('p', { class: 'soft', role: 'status' });
  const state = { q: chosen.q ?? '', family: chosen.family ?? '' };
  const sections = families.map(([family, mine]) => {
    const elements = (isDecided: boolean) =>
      mine.filter((one) => one.isDecided === isDecided).map(({ element }) => element);
    const alike = elements(false);
    const fold = h(
      'details',
      { class: 'alike' },
      h(
        'summary',
        {},
        `${countOf(alike.length, 'case gives', 'cases give')} the same with every version that was asked`,
      ),
      alike,
    );
    return {
      family,
      fold,
      element: h('section', {}, h('h3', {}, line(family)), elements(true), alike.length > 0 && fold),
    };
  });
  const chips = ['', ...families.map(([family]) => family)].map((family) =>
    h(
      'button',
      {
        type: 'button',
        class: 'chip',
        'data-family': family,
        onclick: () => {
          state.family = family;
          apply(true);
        },
      },
      family === '' ? 'all' : line(family),
    ),
  );
  const apply = (isTyped: boolean) => {
    const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
    const shown = new Set<string>();
    let left = 0;
    for (const { element, family, text } of entries) {
      const fits = (state.family === '' || family === state.family) && words.every((word) => text.includes(word));
      element.hidden = !fits;
      if (!fits) continue;
      shown.add(family);
      left++;
    }
    for (const { family, element, fold } of sections) {
      element.hidden = !shown.has(family);
      fold.hidden = fold.querySelector('article:not([hidden])') === null;
      if (words.length > 0) fold.open = true;
    }
    for (const chip of chips) chip.setAttribute('aria-pressed', String(chip.dataset.family === state.family));
    const asked = [
      state.family === '' ? '' : ` in ${state.family}`,
      words.length === 0 ? '' : ` with “${state.q.trim()}”`,
    ];
    const found = left === 0 ? 'No case' : `${countOf(left, 'case')} of ${entries.length}`;
    count.textContent = line(`${found}${asked.join('')}`);
    if (isTyped) note('can', state);
  };
  apply(false);
  return {
    title: 'Can I use',
    content: [
      h('h2', { tabindex: -1 }, 'Can I use'),
      h(
        'p',
        { class: 'lead' },
        'What passes with which version, over everything else that it was combined with. A mark leads to the reason.',
      ),
      h(
        'div',
        { class: 'fields' },
        filterField('Filter', state.q, (value) => {
          state.q = value;
          apply(true);
        }),
      ),
      h('div', { class: 'chips', role: 'group', 'aria-label': 'Family' }, chips),
      h(
        'p',
        { class: 'soft legend' },
        Object.entries(SUPPORT_SIGNS).map(([support, { sign, meaning }]) => [
          h('span', { class: `mark ${support}` }, sign),
          ` ${meaning}. `,
        ]),
        `${HARM_SIGN.sign} ${HARM_SIGN.meaning}.`,
      ),
      count,
      sections.map(({ element }) => element),
    ],
  };
}

/** Whether the versions of a row's tool differ. False: they do alike, or only one was asked. */
function isDeciding(row: SupportRow): boolean {
  return kindOfRow(row) === 'differing';
}

function writeCase(context: Context, entry: CaseEntry, rows: readonly SupportRow[]): HTMLElement {
  const cures = new Set(rows.flatMap(({ fields }) => fields.flatMap((field) => field.cures)));
  return h(
    'article',
    { class: 'can' },
    h('h4', {}, prose(entry.title), ' ', h('code', { class: 'soft' }, line(entry.name))),
    rows.filter(isDeciding).map((row) => writeRow(context, row)),
    [
      ...groupBy(
        rows.filter((row) => !isDeciding(row)),
        ({ fields: [first] }) => `${first!.support} ${first!.breaks[0] ?? ''}`,
      ).values(),
    ].map((group) => h('p', { class: 'soft' }, sayAlike(context, group))),
    entry.workarounds
      .filter(({ name }) => cures.has(name))
      .map(({ name, title }) => h('p', { class: 'soft' }, h('code', {}, line(name)), ': ', prose(title))),
  );
}

function writeRow(context: Context, { tool, fields }: SupportRow): Child {
  return h(
    'div',
    { class: 'strip', role: 'list', 'aria-label': TOOLS[tool].title },
    h('span', { class: 'tool', role: 'listitem' }, TOOLS[tool].title),
    fields.map((field) => h('span', { role: 'listitem' }, writeField(context, field))),
  );
}

/** The version and the mark; colour only repeats the mark. */
function writeField({ index }: Context, { id, support, breaks, cures, harms }: SupportField): HTMLElement {
  const { sign, meaning } = SUPPORT_SIGNS[support];
  const title = `${meaning}${harms ? `; ${HARM_SIGN.meaning}` : ''}${cures.length > 0 ? `: ${cures.map(line).join(', ')}` : ''}`;
  const content = [
    h('span', { class: 'version' }, versionOf(index, id)),
    h('span', { class: 'sign', 'aria-hidden': 'true' }, `${sign}${harms ? ` ${HARM_SIGN.sign}` : ''}`),
    h('span', { class: 'aside' }, title),
  ];
  const [first] = breaks;
  if (first === undefined) return h('span', { class: `mark ${support}`, title }, content);
  return h('a', { class: `mark ${support}`, title, href: addressOf('break', { id: first }) }, content);
}

/** Of tools whose versions do alike, and one like the other: what is so with all of them, and a link to the reason. */
function sayAlike(context: Context, rows: readonly SupportRow[]): Child {
  const [first] = rows[0]!.fields;
  const versions = rows.map(({ tool, fields }) =>
    fields.length === 1
      ? `${TOOLS[tool].title} ${versionOf(context.index, fields[0]!.id)}`
      : `each ${TOOLS[tool].title} (${fields.length})`,
  );
  const said = `${ALIKE[first!.support]} with ${listOf(versions)}`;
  const [reason] = first!.breaks;
  return reason === undefined ? said : h('a', { href: addressOf('break', { id: reason }) }, said);
}

const ALIKE: Readonly<Record<Support, string>> = {
  passes: 'passes',
  cured: 'passes with a cure',
  some: 'fails on some combinations',
  fails: 'fails',
  unknown: 'is not decided',
};
