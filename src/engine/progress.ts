import { roundBytes } from '../model/bytes.ts';
import type { RunEvent } from '../run/options.ts';
import type { Expected, ExpectedOutcomes } from './expected-outcomes.ts';
import { describeRemote, type RemoteFigures } from './remote-figures.ts';

/** The least time between two lines about how many steps are done, in milliseconds. */
export const STEPS_INTERVAL = 10_000;

/** Shows what a run does while it does it. */
export interface Progress {
  event(event: RunEvent): void;
  /** A line about something on the way, such as what a download does. */
  note(line: string): void;
  /** Waits until the last picture is drawn. */
  end(): Promise<void>;
}

/** How much there is to do, and how many steps at a time do it. */
export interface RunSize {
  readonly toolchains: number;
  readonly steps: number;
  readonly jobs: number;
  /** Toolchains that have to be fetched → bytes. */
  readonly sizes?: ReadonlyMap<string, number>;
  /** What other machines do; nothing where there are none. */
  readonly figures?: (() => RemoteFigures) | undefined;
  /** How many milliseconds are left, where that is known better than from the steps so far. */
  readonly leftMs?: (() => number | null) | undefined;
}

/** How far a run is. */
export interface Tally {
  readonly toolchains: number;
  readonly acquiring: Set<string>;
  readonly warming: Set<string>;
  acquired: number;
  readonly steps: number;
  done: number;
  /** From results of this machine, and from those that others shared. */
  cached: number;
  fetched: number;
  executed: number;
  executedMs: number;
  /** Steps that failed as they did before, and those of which nothing was known before. */
  broke: number;
  brokeFirst: number;
  /** Executed steps that came out otherwise than before, in order. */
  readonly news: { readonly key: string; readonly now: Expected }[];
}

/** Counts nothing yet. */
export function startTally(toolchains: number, steps: number): Tally {
  return {
    toolchains,
    acquiring: new Set(),
    warming: new Set(),
    acquired: 0,
    steps,
    done: 0,
    cached: 0,
    fetched: 0,
    executed: 0,
    executedMs: 0,
    broke: 0,
    brokeFirst: 0,
    news: [],
  };
}

/** Takes an event into account; `expected` says how steps came out before. */
export function count(tally: Tally, event: RunEvent, expected: ExpectedOutcomes = () => null): void {
  switch (event.kind) {
    case 'acquiring':
      tally.acquiring.add(event.id);
      break;
    case 'acquired':
      tally.acquiring.delete(event.id);
      tally.acquired++;
      break;
    case 'warming':
      tally.warming.add(event.label);
      break;
    case 'warmed':
      tally.warming.delete(event.label);
      break;
    case 'step':
      tally.done++;
      if (event.how === 'cached') tally.cached++;
      if (event.how === 'fetched') tally.fetched++;
      if (event.how === 'executed') {
        tally.executed++;
        tally.executedMs += event.usage?.wallMs ?? 0;
      }
      if (event.state.kind === 'read') countOutcome(tally, event, event.state.evidence.outcome, expected);
      break;
  }
}

/** That a step fails is what most cases are for: only what is not as it was before is news, and only what was executed can be. */
function countOutcome(
  tally: Tally,
  { instance, how }: RunEvent & { kind: 'step' },
  now: Expected,
  expected: ExpectedOutcomes,
): void {
  const before = how === 'executed' ? expected(instance) : now;
  if (before !== null && before !== now) tally.news.push({ key: instance.key, now });
  else if (now === 'failed' && before === null) tally.brokeFirst++;
  else if (now === 'failed') tally.broke++;
}

/** `em6.0.5-debian (412 MB)`; where nothing is fetched the name alone. */
export function describeToolchain(id: string, sizes: RunSize['sizes']): string {
  const bytes = sizes?.get(id);
  return bytes === undefined ? id : `${id} (${roundBytes(bytes)})`;
}

/**
 * `after 45 s: 412 MB, 9.2 MB a second`: how long a toolchain took that had to be fetched; null where none was. Of a small
 * download the time went elsewhere, into a build, say.
 */
export function describeFetched(id: string, ms: number, sizes: RunSize['sizes']): string | null {
  const bytes = sizes?.get(id);
  if (bytes === undefined || ms < 1) return null;
  const speed = bytes < 1e6 ? '' : `, ${roundBytes((bytes * 1000) / ms)} a second`;
  return `after ${describeTime(ms)}: ${roundBytes(bytes)}${speed}`;
}

/** `2 new: page/heap-view load … fails, …`; empty while nothing is. The last ones are named. */
export function describeNews({ news }: Tally, most = 2): string {
  if (news.length === 0) return '';
  const last = news.slice(-most).map(({ key, now }) => `${key} ${now === 'failed' ? 'fails' : 'passes'}`);
  const more = news.length - last.length;
  return `${news.length} not as before: ${more > 0 ? '…, ' : ''}${last.join(', ')}`;
}

/**
 * `steps 120 of 698, 31 fail as before, about 4 min left`, and where other machines take part what they do;
 * what is left is estimated from the steps that were executed so far, where nothing better is known.
 */
export function describeSteps(
  tally: Tally,
  { jobs, figures, leftMs }: Pick<RunSize, 'jobs' | 'figures' | 'leftMs'>,
): string {
  const left = tally.steps - tally.done;
  const byAverage = tally.executed >= 5 ? (left * tally.executedMs) / tally.executed / jobs : null;
  const ms = left === 0 ? null : leftMs ? leftMs() : byAverage;
  const estimate = ms === null ? '' : `, about ${describeTime(ms)} left`;
  const broke = tally.broke === 0 ? '' : `, ${tally.broke} fail as before`;
  const first = tally.brokeFirst === 0 ? '' : `, ${tally.brokeFirst} fail that were not run before`;
  const sources = figures ? `, ${tally.cached} known here, ${tally.fetched} from the shared cache` : '';
  const remote = figures ? `; ${describeRemote(figures())}` : '';
  return `steps ${tally.done} of ${tally.steps}${broke}${first}${sources}${estimate}${remote}`;
}

/** `40 s` or `3 min`. */
export function describeTime(ms: number): string {
  return ms < 90_000 ? `${Math.max(1, Math.round(ms / 1000))} s` : `${Math.round(ms / 60_000)} min`;
}
