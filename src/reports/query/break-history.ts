import { groupBy } from '../../model/group.ts';
import type { Verdict } from '../../model/results.ts';
import { escapeText } from '../text/markdown.ts';
import { countOf } from '../text/words.ts';
import type { BreakEntry, HistoryEntry, RenameEntry } from './history.ts';

/** What the recorded runs say of a break that is there now. */
export interface Life {
  /** The date of the run that first had it, or had it again; of a break that no run brought the date of the first run. */
  readonly since: string;
  /** The verdict with which it came; null where it was there before the record began. */
  readonly cameAs: Verdict | null;
  /** How many recorded runs have had it since, that first one included. */
  readonly runs: number;
  /** Whole days from that run to the last one. */
  readonly days: number;
  /** What the record says of it since, oldest first. */
  readonly events: readonly LifeEvent[];
}

/** A run after which a break stood otherwise than before. */
export interface LifeEvent {
  readonly date: string;
  readonly verdict: Verdict;
  readonly cells: number;
}

/** The lives of breaks, by id; null while no run is on record. */
export type Lives = (id: string) => Life | null;

/** The most events that a page lists. */
const MOST_EVENTS = 5;

/** Reads the lives of all breaks out of a history, oldest line first. */
export function readLives(history: readonly HistoryEntry[]): Lives {
  const runs = history.filter((entry) => entry.kind === 'run');
  const places = new Map(runs.map(({ run }, place) => [run, place]));
  const lives = new Map<string, Course>();
  const ended = new Set<string>();
  const lines = history.filter((entry) => entry.kind !== 'run');
  // The lines of one break in one run tell together; a break is renamed by itself.
  for (const [, group] of groupBy(lines, (line) =>
    JSON.stringify([line.kind, line.run, line.id, line.kind === 'rename' && line.was]),
  )) {
    const [first] = group as [(typeof lines)[number]];
    if (first.kind === 'rename') {
      rename(first, lives, ended);
      continue;
    }
    const { id, run, left } = first;
    const own = group.filter((line) => line.kind === 'break');
    const events = own.map(({ date, verdict, cells }) => ({ date, verdict, cells }));
    const life = lives.get(id);
    if (left === 0) {
      lives.delete(id);
      ended.add(id);
    } else if (life) life.events.push(...events);
    else lives.set(id, beginLife(own, places.get(run) ?? 0, ended.has(id), events));
  }
  const last = runs.at(-1)?.date;
  return (id) => {
    if (last === undefined) return null;
    const { from, cameAs, events }: Course = lives.get(id) ?? { from: 0, cameAs: null, events: [] };
    const since = runs[from]!.date;
    return { since, cameAs, runs: runs.length - from, days: daysBetween(since, last), events };
  };
}

interface Course {
  /** The place of its first run among all. */
  readonly from: number;
  readonly cameAs: Verdict | null;
  readonly events: LifeEvent[];
}

/** A break under another name lives on; where several are one now, the first that is known. */
function rename({ was, id, left }: RenameEntry, lives: Map<string, Course>, ended: Set<string>): void {
  const life = lives.get(was);
  if (life && !lives.has(id)) lives.set(id, { ...life, events: [...life.events] });
  if (left > 0) return;
  lives.delete(was);
  ended.add(was);
}

/** A break came with a run where all cells that have it then got it then; else it was there before the record. */
function beginLife(group: readonly BreakEntry[], place: number, hadEnded: boolean, events: LifeEvent[]): Course {
  const coming = group.filter(({ verdict }) => verdict === 'new' || verdict === 'regressed' || verdict === 'changed');
  const cells = coming.reduce((sum, entry) => sum + entry.cells, 0);
  const [first] = coming;
  const came = first !== undefined && (hadEnded || cells >= (first.left ?? 0));
  return came ? { from: place, cameAs: first.verdict, events } : { from: 0, cameAs: null, events };
}

/** A break's life in markdown: since when it fails, for how many runs and days, and what happened to it meanwhile. */
export function writeLife(life: Life | null): readonly string[] {
  if (!life) return [];
  const { since, cameAs, runs, days, events } = life;
  const length = `${countOf(runs, 'run')} and ${countOf(days, 'day')}`;
  const told =
    cameAs === null
      ? `On record: there in the first recorded run already, ${since}, and failing ever since, for ${length}.`
      : `On record: ${cameAs} on ${since}, failing since then, for ${length}.`;
  const all = events.map(({ date, verdict, cells }) => `${date} ${verdict} in ${countOf(cells, 'cell')}`);
  // Two runs that are compared with the same results find the same.
  const recent = all.filter((event, place) => event !== all[place - 1]).slice(-MOST_EVENTS);
  return [told, recent.length === 0 ? '' : `Life line: ${escapeText(recent.join(' · '))}.`];
}

function daysBetween(from: string, to: string): number {
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000));
}
