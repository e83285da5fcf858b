import { diffArrays } from 'diff';
import type { TracedCall } from './call.ts';

/** A detail of a call in which two hosts differ. Null: that host does not reveal it. */
export interface Detail {
  /** `errno`, or a parameter by name. */
  readonly name: string;
  readonly first: string | null;
  readonly second: string | null;
}

/** A stretch of two traces of the same guest. Numbers are places in the traces, from 0. */
export type Comparison =
  /** So many calls that are the same, as far as both are revealed. */
  | { readonly kind: 'same'; readonly count: number; readonly first: number; readonly second: number }
  /** The same call with another error, result or argument. */
  | {
      readonly kind: 'differs';
      readonly call: TracedCall;
      readonly details: readonly Detail[];
      readonly first: number;
      readonly second: number;
    }
  /** A call that only one made or reveals. */
  | { readonly kind: 'only'; readonly host: 'first' | 'second'; readonly call: TracedCall; readonly at: number }
  /** A call that both made, at other places among the others. */
  | { readonly kind: 'moved'; readonly call: TracedCall; readonly first: number; readonly second: number };

/** What the calls of two hosts have in common, and what not. */
export interface TraceComparison {
  readonly stretches: readonly Comparison[];
  /** Details that one of them never reveals of a call, and how often: `path_open path`, by host. */
  readonly unseen: readonly { readonly host: 'first' | 'second'; readonly detail: string; readonly count: number }[];
  /** Whether they differ so much that they were compared place by place. False: they were aligned. */
  readonly isCoarse: boolean;
}

/** So many insertions and deletions are looked for before the traces are compared place by place. */
const MOST_EDITS = 2000;

/**
 * Aligns two traces by the names of the calls, and of paths where both show them. Times, addresses, the numbers of open
 * files, and what differs from run to run (clocks, inodes, times of files) are not compared.
 */
export function compareTraces(first: readonly TracedCall[], second: readonly TracedCall[]): TraceComparison {
  const withPaths = [first, second].every(revealsPaths);
  const keys = (calls: readonly TracedCall[]) => calls.map((call) => keyOf(call, withPaths));
  const [a, b] = [keys(first), keys(second)];
  const changes = diffArrays(a, b, { maxEditLength: MOST_EDITS });
  const state: State = { stretches: [], unseen: new Map() };
  let [at, other] = [0, 0];
  for (const { count, added, removed } of changes ?? placeByPlace(a, b)) {
    for (let left = count; left > 0; left--) {
      if (added) state.stretches.push({ kind: 'only', host: 'second', call: second[other]!, at: other++ });
      else if (removed) state.stretches.push({ kind: 'only', host: 'first', call: first[at]!, at: at++ });
      else addPair(state, first[at]!, second[other]!, at++, other++);
    }
  }
  return {
    stretches: findMoved(state.stretches, withPaths),
    unseen: [...state.unseen].map(([text, count]) => {
      const [host, detail] = text.split('\n') as ['first' | 'second', string];
      return { host, detail, count };
    }),
    isCoarse: changes === undefined,
  };
}

interface State {
  readonly stretches: Comparison[];
  /** By host and detail. */
  readonly unseen: Map<string, number>;
}

/** Whether no path is a gap. False: the host shows addresses. */
function revealsPaths(calls: readonly TracedCall[]): boolean {
  return calls.every(({ args }) => PATHS.every((name) => args[name] !== null));
}

const PATHS = ['path', 'old_path', 'new_path'];

/** The standard streams have the same numbers with every host, other open files may have any. */
function keyOf({ function: name, args }: TracedCall, withPaths: boolean): string {
  const stream = /^[012]$/.test(args.fd ?? '') ? args.fd! : '';
  return [name, stream, ...(withPaths ? PATHS.map((path) => args[path] ?? '') : [])].join(' ');
}

function placeByPlace(a: readonly string[], b: readonly string[]) {
  const common = Math.min(a.length, b.length);
  const changes: { count: number; added: boolean; removed: boolean }[] = [];
  for (let at = 0; at < common; at++) {
    const isSame = a[at] === b[at];
    changes.push({ count: 1, added: false, removed: !isSame });
    if (!isSame) changes.push({ count: 1, added: true, removed: false });
  }
  changes.push({ count: a.length - common, added: false, removed: true });
  changes.push({ count: b.length - common, added: true, removed: false });
  return changes;
}

function addPair({ stretches, unseen }: State, one: TracedCall, two: TracedCall, first: number, second: number): void {
  const details: Detail[] = [];
  for (const { name, a, b } of pairsOf(one, two)) {
    if (a !== null && b !== null && a !== '?' && b !== '?') {
      if (a !== b) details.push({ name, first: a, second: b });
      continue;
    }
    for (const [host, value, other] of [
      ['first', a, b],
      ['second', b, a],
    ] as const) {
      const text = `${host}\n${one.function} ${name}`;
      if (value === null && other !== null) unseen.set(text, (unseen.get(text) ?? 0) + 1);
    }
  }
  const last = stretches.at(-1);
  if (details.length > 0) stretches.push({ kind: 'differs', call: one, details, first, second });
  else if (last?.kind === 'same') stretches[stretches.length - 1] = { ...last, count: last.count + 1 };
  else stretches.push({ kind: 'same', count: 1, first, second });
}

/** Parameters that are addresses, numbers of open files, or of the moment. */
const NOT_COMPARED = new Set(
  'argv argv_buf environ environ_buf in out buf fd to old_fd new_fd opened_fd timestamp resolution cookie'.split(' '),
);
/** Of attributes of files: what is another in each run, or in each host's own numbering. */
const OF_THE_RUN = new Set(['dev', 'ino', 'nlink', 'atim', 'mtim', 'ctim']);

function* pairsOf(one: TracedCall, two: TracedCall) {
  yield { name: 'errno', a: one.errno, b: two.errno };
  for (const part of ['args', 'results'] as const) {
    // Of a call that failed with one host only there are no results to compare.
    if (part === 'results' && one.errno !== two.errno) continue;
    const [a, b] = [fieldsOf(one[part]), fieldsOf(two[part])];
    for (const name of new Set([...a.keys(), ...b.keys()]))
      yield { name, a: a.get(name) ?? null, b: b.get(name) ?? null };
  }
}

/** What is compared of arguments or results; a value with fields, `{size=1, …}`, is one for each of them. */
function fieldsOf(values: TracedCall['args']): ReadonlyMap<string, string | null> {
  const fields = new Map<string, string | null>();
  for (const [name, value] of Object.entries(values)) {
    if (NOT_COMPARED.has(name)) continue;
    const inner = /^\{(\w+=.*)\}$/.exec(value ?? '')?.[1];
    if (inner === undefined) fields.set(name, value);
    else {
      for (const field of inner.split(', ')) {
        const [own = '', ...rest] = field.split('=');
        if (!OF_THE_RUN.has(own)) fields.set(`${name}.${own}`, rest.join('='));
      }
    }
  }
  return fields;
}

/** Calls that each host has alone and that are the same become one that moved. */
function findMoved(stretches: readonly Comparison[], withPaths: boolean): readonly Comparison[] {
  const ofSecond = new Map<string, number[]>();
  for (const [place, one] of stretches.entries()) {
    if (one.kind !== 'only' || one.host !== 'second') continue;
    const key = keyOf(one.call, withPaths);
    ofSecond.set(key, [...(ofSecond.get(key) ?? []), place]);
  }
  const gone = new Set<number>();
  const moved = stretches.map((one): Comparison => {
    if (one.kind !== 'only' || one.host !== 'first') return one;
    const place = ofSecond.get(keyOf(one.call, withPaths))?.shift();
    const other = place === undefined ? undefined : stretches[place];
    if (other?.kind !== 'only') return one;
    gone.add(place!);
    return { kind: 'moved', call: one.call, first: one.at, second: other.at };
  });
  return moved.filter((_, place) => !gone.has(place));
}
