import { type NamesByGroup, namesOf } from '../reports/html/drift-data.ts';
import { toolTitleOf } from '../reports/text/words.ts';
import type { World } from './world.ts';

/** What became of a name with a version. */
export type Event = 'came' | 'went' | 'changed';

/** How an event is printed; never shown by colour alone. */
export const EVENTS: Readonly<
  Record<Event, { readonly sign: string; readonly word: string; readonly meaning: string }>
> = {
  came: { sign: '+', word: 'came', meaning: 'came with this version' },
  went: { sign: '−', word: 'went', meaning: 'went with it' },
  changed: { sign: '~', word: 'changed', meaning: 'has another signature, kind or binding, or is of another library' },
};

/** A step from one version to the next, and what became of names. */
export interface Step {
  readonly before: string;
  readonly after: string;
  readonly changes: readonly (readonly [Event, NamesByGroup])[];
  readonly mangled: number;
}

/** Names along the versions of one tool. */
export interface Series {
  readonly key: string;
  readonly title: string;
  /** Versions, oldest first. */
  readonly versions: readonly string[];
  readonly steps: readonly Step[];
  /** Whether a name is there or not in each version. False: some modules may have it and others not. */
  readonly isWhole: boolean;
}

/** A name with what became of it: version → event. */
export interface Row {
  readonly name: string;
  readonly group: string;
  readonly events: ReadonlyMap<string, Event>;
}

/** All series of a catalogue. */
export function listSeries({ data, context }: World): readonly Series[] {
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

/** The names of a series, by group and name. */
export function listRows({ steps }: Series): readonly Row[] {
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

/** Whether a name is there in a version: by the last event up to it, else by the first one after it. */
export function isThereAt(versions: readonly string[], events: Row['events'], at: number): boolean {
  const before = versions.slice(0, at + 1).findLast((id) => events.has(id));
  if (before !== undefined) return events.get(before) !== 'went';
  const after = versions.slice(at + 1).find((id) => events.has(id));
  return after !== undefined && events.get(after) !== 'came';
}
