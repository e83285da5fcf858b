import { groupBy } from '../../model/group.ts';
import type { Verdict } from '../../model/results.ts';
import { escapeText } from '../text/markdown.ts';
import { countOf, listOf } from '../text/words.ts';
import type { BreakEntry, HistoryEntry, RenameEntry } from './history.ts';

/** What the recorded runs say of a break that is there now. */
export interface BreakHistory {
  /** The date of the run that first had it, or had it again; of a break that no run brought the date of the first run. */
  readonly since: string;
  /** The verdict with which it came; null where it was there before the record began. */
  readonly cameAs: Verdict | null;
  /** How many recorded runs have had it since, that first one included. */
  readonly runs: number;
  /** Whole days from that run to the last one. */
  readonly days: number;
  /** What the record says of it since, oldest first. */
  readonly events: readonly BreakHistoryEvent[];
}

/** A run after which a break stood otherwise than before. */
export interface BreakHistoryEvent {
  readonly date: string;
  readonly verdict: Verdict;
  readonly cells: number;
}

/** The lives of breaks, by id; null while no run is on record. */
export type BreakHistories = (id: string) => BreakHistory | null;

/** The most events that a page lists. */
const MOST_EVENTS = 5;

/** Reads the lives of all breaks out of a history, oldest line first. */
export function readBreakHistories(history: readonly HistoryEntry[]): BreakHistories {
  const runs = history.filter((entry) => entry.kind === 'run');
  const places = new Map(runs.map(({ run }, place) => [run, place]));
  const histories = new Map<string, OpenHistory>();
  const ended = new Set<string>();
  const lines = history.filter((entry) => entry.kind !== 'run');
  // The lines of one break in one run tell together; a break is renamed by itself.
  for (const [, group] of groupBy(lines, (line) =>
    JSON.stringify([line.kind, line.run, line.id, line.kind === 'rename' && line.was]),
  )) {
    const [first] = group as [(typeof lines)[number]];
    if (first.kind === 'rename') {
      rename(first, histories, ended);
      continue;
    }
    const { id, run, left } = first;
    const own = group.filter((line) => line.kind === 'break');
    const events = own.map(({ date, verdict, cells }) => ({ date, verdict, cells }));
    const history = histories.get(id);
    if (left === 0) {
      histories.delete(id);
      ended.add(id);
    } else if (history) history.events.push(...events);
    else histories.set(id, beginHistory(own, places.get(run) ?? 0, ended.has(id), events));
  }
  const last = runs.at(-1)?.date;
  return (id) => {
    if (last === undefined) return null;
    const { from, cameAs, events }: OpenHistory = histories.get(id) ?? { from: 0, cameAs: null, events: [] };
    const since = runs[from]!.date;
    return { since, cameAs, runs: runs.length - from, days: daysBetween(since, last), events };
  };
}

interface OpenHistory {
  /** The place of its first run among all. */
  readonly from: number;
  readonly cameAs: Verdict | null;
  readonly events: BreakHistoryEvent[];
}

/** A break under another name lives on; where several are one now, the first that is known. */
function rename({ was, id, left }: RenameEntry, histories: Map<string, OpenHistory>, ended: Set<string>): void {
  const history = histories.get(was);
  if (history && !histories.has(id)) histories.set(id, { ...history, events: [...history.events] });
  if (left > 0) return;
  histories.delete(was);
  ended.add(was);
}

/** A break came with a run where all cells that have it then got it then; else it was there before the record. */
function beginHistory(
  group: readonly BreakEntry[],
  place: number,
  hadEnded: boolean,
  events: BreakHistoryEvent[],
): OpenHistory {
  const coming = group.filter(({ verdict }) => verdict === 'new' || verdict === 'regressed' || verdict === 'changed');
  const cells = coming.reduce((sum, entry) => sum + entry.cells, 0);
  const [first] = coming;
  const came = first !== undefined && (hadEnded || cells >= (first.left ?? 0));
  return came ? { from: place, cameAs: first.verdict, events } : { from: 0, cameAs: null, events };
}

/** What became of the cells that a verdict counts, seen from the break; `same` changes none. */
const EVENT_WORDS: Readonly<Record<Verdict, readonly [one: string, many: string]>> = {
  new: ['that was not run before has it', 'that were not run before have it'],
  regressed: ['that passed before has it', 'that passed before have it'],
  changed: ['that failed otherwise before has it', 'that failed otherwise before have it'],
  fixed: ['passes now', 'pass now'],
  gone: ['is no longer run', 'are no longer run'],
  flaky: ['has it in some executions only', 'have it in some executions only'],
  same: ['has it as before', 'have it as before'],
};

/** What one event did, in words: `3 cells that passed before have it`. Plain text. */
function sayEvent({ cells, verdict }: BreakHistoryEvent): string {
  const [one, many] = EVENT_WORDS[verdict];
  return `${countOf(cells, 'cell')} ${cells === 1 ? one : many}`;
}

/** What the runs of each day changed, oldest first. Plain text. */
export function sayDays(
  events: readonly BreakHistoryEvent[],
): readonly { readonly date: string; readonly words: string }[] {
  return [...groupBy(events, ({ date }) => date)].map(([date, ofDay]) => ({
    date,
    // Two runs that are compared with the same results find the same.
    words: listOf([...new Set(ofDay.map(sayEvent))]),
  }));
}

/** A break's life in markdown: in which recorded runs it was seen, and in which of them the number of its cells changed. */
export function writeBreakHistory(history: BreakHistory | null): readonly string[] {
  if (!history) return [];
  const { since, cameAs, runs, days, events } = history;
  const from = cameAs === null ? `${since}, the day of the first` : since;
  const seen =
    runs === 1
      ? `Seen in the last recorded run of this catalogue, of ${since}.`
      : `Seen in each of the ${countOf(runs, 'recorded run')} of this catalogue since ${from} (${countOf(days, 'day')}).`;
  const all = sayDays(events).map(({ date, words }) => `on ${date} ${words}`);
  const recent = all.slice(-MOST_EVENTS);
  return [seen, recent.length === 0 ? '' : escapeText(`What those runs changed: ${recent.join('; ')}.`)];
}

function daysBetween(from: string, to: string): number {
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000));
}
