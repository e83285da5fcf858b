import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../model/canonical.ts';
import { writeAtomically } from '../../system/files.ts';

/** What was found out from some inputs the last time. */
export interface Memo<T> {
  /** Undefined where the inputs, or the program, are not exactly those of the last time. */
  readonly value: T | undefined;
  /** Keeps what was found out, as JSON, for the next time. */
  keep(value: T): void;
}

/** Looks up what is remembered under a name for some inputs: plain data, maps and sets included. */
export type MemoStore = <T>(name: string, inputs: unknown) => Memo<T>;

/** Remembers nothing. */
export const NO_MEMOS: MemoStore = () => ({ value: undefined, keep: () => {} });

/**
 * Opens what `program`, a digest of the running program, remembers in `<store>/remembered`: one value a name, found by the
 * digest of everything that it is a function of, so that it is right or not found.
 */
export function openMemoStore(store: string, program: string): MemoStore {
  return <T>(name: string, inputs: unknown): Memo<T> => {
    const path = join(store, 'remembered', `${name}.json`);
    const key = sha256(JSON.stringify([program, inputs], listMembers));
    return {
      value: readEntry<T>(path, key),
      keep(value) {
        writeAtomically(path, JSON.stringify({ key, value }));
      },
    };
  };
}

/** What JSON takes for an empty object. (V8's own serialisation is not equal for equal arrays: it tells how they are held.) */
function listMembers(_: string, value: unknown): unknown {
  if (value instanceof Map) return { map: [...value] };
  return value instanceof Set ? { set: [...value] } : value;
}

interface Entry<T> {
  readonly key: string;
  readonly value: T;
}

function readEntry<T>(path: string, key: string): T | undefined {
  try {
    const entry = JSON.parse(readFileSync(path, 'utf8')) as Entry<T>;
    return entry.key === key ? entry.value : undefined;
  } catch {
    // Not there, or damaged: then it is found out again.
    return undefined;
  }
}
