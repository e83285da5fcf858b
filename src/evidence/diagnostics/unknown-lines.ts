import type { Draft } from './draft.ts';
import type { Past } from './state.ts';

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

/** What is asked of the line that is being read. */
interface Current {
  readonly number: () => number;
  /** Whether its reading asked for the diagnostic before it, on which no other line may rely. */
  readonly wasLookedAt: () => boolean;
}

/** Begins with nothing remembered. What is remembered holds for one past: another one begins anew. */
export function createUnknownLines(past: Past, { number, wasLookedAt }: Current): UnknownLines {
  const known = new Map<string, UnknownLine>();
  let held = holdPast(past);
  const isAtRest = () =>
    number() - Math.max(past.overflowAt, past.quotedAt, past.script?.line ?? Number.NEGATIVE_INFINITY) > REACH;
  return {
    find(line) {
      if (isSame(held, past)) return isAtRest() ? known.get(line) : undefined;
      held = holdPast(past);
      // Clearing costs as much as reading a line where there is nothing to clear.
      if (known.size > 0) known.clear();
      return undefined;
    },
    keep(line, came) {
      if (known.size >= MOST || line.length > LONGEST || wasLookedAt()) return;
      if (isSame(held, past) && isAtRest()) known.set(line, came);
    },
  };
}

type Held = Readonly<Omit<Past, 'located'>> & { readonly newest: Draft | undefined };

function holdPast(past: Past): Held {
  const { goPackage, script, abort, loadFailure, overflowAt, quotedAt, libraryFailed, binaryenReported, located } =
    past;
  const newest = located.at(-1);
  return { goPackage, script, abort, loadFailure, overflowAt, quotedAt, libraryFailed, binaryenReported, newest };
}

/** Written out: it is asked before each line is read. */
function isSame(held: Held, past: Past): boolean {
  return (
    held.newest === past.located[past.located.length - 1] &&
    held.quotedAt === past.quotedAt &&
    held.goPackage === past.goPackage &&
    held.script === past.script &&
    held.abort === past.abort &&
    held.loadFailure === past.loadFailure &&
    held.overflowAt === past.overflowAt &&
    held.libraryFailed === past.libraryFailed &&
    held.binaryenReported === past.binaryenReported
  );
}
