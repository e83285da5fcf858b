import type { CaseEntry } from '../model/results.ts';
import { namesOf } from '../reports/html/drift-data.ts';
import { titleOfBreak } from '../reports/query/break-title.ts';
import { isOwnCase } from '../reports/query/choices.ts';
import type { Context } from '../reports/query/context.ts';
import { titleOf } from '../reports/query/labels.ts';
import { collectWordings } from '../reports/query/message.ts';
import { shortRange } from '../reports/query/range-words.ts';
import { breaksOf } from '../reports/query/survey.ts';
import { addressOf } from './state.ts';
import type { World } from './world.ts';

/** What can be found, in the order in which it is listed. */
export const FINDABLE = ['Breaks', 'Messages', 'Cases', 'Versions', 'Symbols, imports and exports'] as const;

/** Something that can be found. Plain text. */
export interface Findable {
  readonly group: (typeof FINDABLE)[number];
  readonly title: string;
  readonly detail: string;
  readonly address: string;
  /** What is looked in, in lower case. */
  readonly text: string;
}

/** What a case can be found by, in lower case. */
export function searchTextOf(context: Context, { name, title, why, tags, workarounds }: CaseEntry): string {
  const cells = context.index.cellsOfCase.get(name) ?? [];
  const breaks = [...new Set(cells.flatMap((cell) => [...breaksOf(cell)]))];
  const cures = workarounds.flatMap((one) => [one.name, one.title]);
  const reasons = breaks.flatMap((id) => [id, titleOfBreak(context, id)]);
  return [name, title, why, ...tags, ...cures, ...reasons].join('\n').toLowerCase();
}

/** All that can be found in a catalogue. */
export function listFindable({ context, data }: World): readonly Findable[] {
  const { index, ranked } = context;
  const breaks = ranked.map(({ brk }): Findable => {
    const title = titleOfBreak(context, brk.id);
    return make('Breaks', title, shortRange(brk), addressOf('break', { id: brk.id }), [brk.id, ...brk.cases]);
  });
  const messages = ranked.flatMap(({ brk }) =>
    collectWordings(index, brk).map(({ reporter, message }) =>
      make(
        'Messages',
        message,
        `${reporter}: ${titleOfBreak(context, brk.id)}`,
        addressOf('break', { id: brk.id }),
        [],
      ),
    ),
  );
  const cases = context.results.cases
    .filter(({ name }) => isOwnCase(index, name))
    .map(({ name, title, why, tags }) => make('Cases', title, name, addressOf('can', { q: name }), [why, ...tags]));
  const versions = [...index.byTool].flatMap(([tool, ids]) =>
    ids.map((id) => {
      const isPaired = tool === 'go' || tool === 'emsdk';
      const address = isPaired ? addressOf('pair', { [tool]: id }) : addressOf('pair', { host: id });
      const origin = index.toolchains.get(id)?.origin ?? '';
      return make('Versions', titleOf(index, id), origin, address, [id]);
    }),
  );
  return [...breaks, ...messages, ...cases, ...versions, ...listNames(data.drift)];
}

/** At most so many of each group have all words; and how many there are. */
export function find(
  all: readonly Findable[],
  asked: string,
  most: number,
): ReadonlyMap<Findable['group'], { readonly shown: readonly Findable[]; readonly count: number }> {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
  const found = new Map<Findable['group'], { shown: Findable[]; count: number }>();
  for (const one of words.length === 0 ? [] : all) {
    if (!words.every((word) => one.text.includes(word))) continue;
    const list = found.get(one.group) ?? { shown: [], count: 0 };
    found.set(one.group, list);
    if (list.count++ < most) list.shown.push(one);
  }
  return new Map(FINDABLE.flatMap((group) => (found.has(group) ? [[group, found.get(group)!] as const] : [])));
}

/** What came or went, by where it is listed. */
const DRIFT_WORDS = {
  symbols: 'came, went or changed in a library',
  modules: 'came or went in what modules import and export',
};

function listNames({ symbols, modules }: World['data']['drift']): readonly Findable[] {
  const names = new Map<string, keyof typeof DRIFT_WORDS>();
  for (const { added, removed, changed } of symbols) {
    for (const groups of [added, removed, changed]) {
      for (const group of Object.values(groups)) for (const name of namesOf(group)) names.set(name, 'symbols');
    }
  }
  for (const { added, removed } of modules) {
    for (const groups of [added, removed]) {
      for (const group of Object.values(groups))
        for (const name of namesOf(group)) names.set(name, names.get(name) ?? 'modules');
    }
  }
  return [...names].map(([name, of]) =>
    make('Symbols, imports and exports', name, DRIFT_WORDS[of], addressOf('drift', { of, q: name }), []),
  );
}

function make(
  group: Findable['group'],
  title: string,
  detail: string,
  address: string,
  more: readonly string[],
): Findable {
  return { group, title, detail, address, text: [title, detail, ...more].join('\n').toLowerCase() };
}
