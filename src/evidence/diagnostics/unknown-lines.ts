import type { Draft } from './draft.ts';
import type { State } from './state.ts';

/** What came of a line that nothing knows. */
export interface UnknownLine {
  /** The error without a template that it was kept as, as it was made; undefined where it was only compared with suspects. */
  readonly made: Draft | undefined;
  /** Whether it ended the message before it: without what it may wear it looked like one of its own. */
  readonly ends: boolean;
  /** The line that was being read when that was made, and what it said then. */
  readonly madeFrom: string;
  readonly madeMessage: string;
}

/** Remembers what came of lines that nothing knows, so that one that stands in a log a million times is read once. */
export interface UnknownLines {
  /** What came of the same line before; undefined where it is not known or may differ now. To be asked before reading. */
  find(line: string): UnknownLine | undefined;
  /** Keeps what came of the line that was asked for last, unless the lines around it had a part in that. */
  keep(line: string, came: UnknownLine): void;
}

/** More lines than these, or longer ones, are read again. */
const MOST = 512;
const LONGEST = 200;
/** How far what the state holds by line number has to lie back: nothing reaches further. */
const REACH = 1_000;

/**
 * Begins with nothing remembered. What is remembered holds for one state: another one begins anew. `wasLookedAt` says
 * whether the reading of this line asked for the diagnostic before it, on which no other line may rely.
 */
export function createUnknownLines(state: State, wasLookedAt: () => boolean): UnknownLines {
  const known = new Map<string, UnknownLine>();
  let held = holdState(state);
  const isAtRest = () =>
    state.line - Math.max(state.overflowAt, state.quotedAt, state.script?.line ?? Number.NEGATIVE_INFINITY) > REACH;
  return {
    find(line) {
      if (isSame(held, state)) return isAtRest() ? known.get(line) : undefined;
      held = holdState(state);
      // Clearing costs as much as reading a line where there is nothing to clear.
      if (known.size > 0) known.clear();
      return undefined;
    },
    keep(line, came) {
      if (known.size >= MOST || line.length > LONGEST || wasLookedAt()) return;
      if (isSame(held, state) && isAtRest()) known.set(line, came);
    },
  };
}

type Held = Pick<
  State,
  'goPackage' | 'script' | 'abort' | 'loadFailure' | 'overflowAt' | 'quotedAt' | 'libraryFailed' | 'binaryenReported'
> & { readonly newest: Draft | undefined };

function holdState(state: State): Held {
  const { goPackage, script, abort, loadFailure, overflowAt, quotedAt, libraryFailed, binaryenReported, located } =
    state;
  const newest = located.at(-1);
  return { goPackage, script, abort, loadFailure, overflowAt, quotedAt, libraryFailed, binaryenReported, newest };
}

/** Written out: it is asked before each line is read. */
function isSame(held: Held, state: State): boolean {
  return (
    held.newest === state.located[state.located.length - 1] &&
    held.quotedAt === state.quotedAt &&
    held.goPackage === state.goPackage &&
    held.script === state.script &&
    held.abort === state.abort &&
    held.loadFailure === state.loadFailure &&
    held.overflowAt === state.overflowAt &&
    held.libraryFailed === state.libraryFailed &&
    held.binaryenReported === state.binaryenReported
  );
}
