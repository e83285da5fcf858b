import type { RunEvent } from '../run/options.ts';
import { describeRemote, type RemoteFigures } from './remote-figures.ts';

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
  /** What other machines do; nothing where there are none. */
  readonly figures?: (() => RemoteFigures) | undefined;
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
  broke: number;
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
  };
}

/** Takes an event into account. */
export function count(tally: Tally, event: RunEvent): void {
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
      if (event.state.kind === 'read' && event.state.evidence.outcome === 'failed') tally.broke++;
      break;
  }
}

/**
 * `steps 120 of 698, 31 failed, about 4 min left`, and where other machines take part what they do; what is left is estimated from
 * the steps that were executed so far.
 */
export function describeSteps(tally: Tally, { jobs, figures }: Pick<RunSize, 'jobs' | 'figures'>): string {
  const left = tally.steps - tally.done;
  const estimate =
    tally.executed >= 5 && left > 0
      ? `, about ${describeTime((left * tally.executedMs) / tally.executed / jobs)} left`
      : '';
  const sources = figures ? `, ${tally.cached} known here, ${tally.fetched} from the shared cache` : '';
  const remote = figures ? `; ${describeRemote(figures())}` : '';
  return `steps ${tally.done} of ${tally.steps}, ${tally.broke} failed${sources}${estimate}${remote}`;
}

/** `40 s` or `3 min`. */
export function describeTime(ms: number): string {
  return ms < 90_000 ? `${Math.max(1, Math.round(ms / 1000))} s` : `${Math.round(ms / 60_000)} min`;
}
