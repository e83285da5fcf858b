import { roundBytes } from '../model/bytes.ts';
import type { RemoteEvent } from '../run/remote/remote-executor.ts';

/** What other machines did for a run so far. */
export interface RemoteFigures {
  /** Bytes. */
  readonly up: number;
  readonly down: number;
  /** Where steps are, by endpoint: those that wait for a worker, as far as the server says so, and those that run. */
  readonly endpoints: Readonly<Record<string, EndpointFigures>>;
  /** Steps of which an executor had the result. */
  readonly hits: number;
  /** How often a step was tried again because a server, a worker or the network failed. */
  readonly repeated: number;
}

/** What one executor does and did. */
export interface EndpointFigures {
  readonly waiting: number;
  readonly running: number;
  readonly ended: number;
}

/** Counts what happens on other machines. */
export interface RemoteCounter {
  count(event: RemoteEvent): void;
  figures(): RemoteFigures;
}

/** Begins with nothing counted; `traffic` is counted by whoever sends and receives. */
export function countRemote(traffic: { readonly up: number; readonly down: number }): RemoteCounter {
  const endpoints = new Map<string, { open: number; waiting: number; ended: number }>();
  let [hits, repeated] = [0, 0];
  const of = (name: string) => {
    const known = endpoints.get(name) ?? { open: 0, waiting: 0, ended: 0 };
    endpoints.set(name, known);
    return known;
  };
  return {
    count({ kind, endpoint }) {
      if (kind === 'repeated') repeated++;
      else if (kind === 'hit') hits++;
      else if (kind === 'begun') of(endpoint).open++;
      else if (kind === 'queued') of(endpoint).waiting++;
      else if (kind === 'dequeued') of(endpoint).waiting--;
      else {
        of(endpoint).open--;
        of(endpoint).ended++;
      }
    },
    figures: () => ({
      ...{ up: traffic.up, down: traffic.down, hits, repeated },
      endpoints: Object.fromEntries(
        [...endpoints].map(([name, { open, waiting, ended }]) => [name, { waiting, running: open - waiting, ended }]),
      ),
    }),
  };
}

/** `on 2 executors: 7 run, 25 wait; 3 repeated; 12.0 MB up, 3.4 MB down`. */
export function describeRemote({ up, down, endpoints, repeated }: RemoteFigures): string {
  const all = Object.values(endpoints);
  const sum = (of: (one: EndpointFigures) => number) => all.reduce((total, one) => total + of(one), 0);
  const executors = `on ${all.length} ${all.length === 1 ? 'executor' : 'executors'}: ${sum((one) => one.running)} run, ${sum((one) => one.waiting)} wait`;
  return [
    ...(all.length > 0 ? [executors] : []),
    ...(repeated > 0 ? [`${repeated} repeated`] : []),
    `${roundBytes(up)} up, ${roundBytes(down)} down`,
  ].join('; ');
}
