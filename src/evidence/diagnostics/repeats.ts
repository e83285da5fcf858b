import { copy } from './copy.ts';
import type { Draft } from './draft.ts';
import type { Continuation } from './state.ts';

/** What came of a line that comes to the same wherever it stands. */
export interface Repeat {
  /** As it was made, before it had a place in the log; undefined where the line is known and says nothing. */
  readonly made: Draft | undefined;
  /** What the lines behind it go to. */
  readonly follow: ((made: Draft) => Continuation) | undefined;
}

/** Remembers such lines, by their fingerprints: many a log has few of them, each a thousand times. */
export interface Repeats {
  /** What came of the same line before. */
  find(line: string, print: number): Repeat | undefined;
  /** Keeps what came of a line from the second time on. To be called only where nothing but the line had a part in it. */
  keep(line: string, print: number, came: Repeat): void;
}

/** More lines than these, or longer ones, are read again. */
const MOST = 4096;
const LONGEST = 400;

/** Begins with nothing remembered. */
export function createRepeats(): Repeats {
  const known = new Map<number, Repeat & { readonly line: string }>();
  const seen = new Uint8Array(1 << 16);
  return {
    find(line, print) {
      const repeat = seen[print & 0xffff] === 0 ? undefined : known.get(print);
      return repeat?.line === line ? repeat : undefined;
    },
    keep(line, print, { made, follow }) {
      const place = print & 0xffff;
      if (seen[place] === 1 && known.size < MOST && line.length <= LONGEST)
        known.set(print, { line: copy(line), made: made && copy(made), follow });
      seen[place] = 1;
    },
  };
}
