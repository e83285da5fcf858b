import type { Severity } from '../../model/diagnostic.ts';

/** A line cut at its severity word: `{head}: {severity}: {rest}`, or without a head. */
export interface Marked {
  readonly head: string;
  readonly severity: Severity;
  /** Whether the word says that the tool ended with it; false: it may have gone on. */
  readonly fatal: boolean;
  readonly rest: string;
}

/** A word for how bad it is, with its colon. */
interface Mark extends Pick<Marked, 'severity' | 'fatal'> {
  readonly word: string;
}

/** By their first letters, of which each has its own. */
const MARKS: readonly (Mark | undefined)[] = (() => {
  const marks: (Mark | undefined)[] = Array(128).fill(undefined);
  for (const mark of [
    { word: 'fatal error:', severity: 'error', fatal: true },
    { word: 'error:', severity: 'error', fatal: false },
    { word: 'warning:', severity: 'warning', fatal: false },
    { word: 'note:', severity: 'note', fatal: false },
    { word: 'remark:', severity: 'note', fatal: false },
  ] as const)
    marks[mark.word.charCodeAt(0)] = mark;
  return marks;
})();

/** What ends a head. */
const COLON = ': ';

/** Finds the first severity word as compilers and linkers print it, or null. */
export function findSeverity(text: string): Marked | null {
  let mark = markAt(text, 0);
  let end = 0;
  let start = 0;
  while (!mark) {
    end = text.indexOf(COLON, end);
    if (end < 0) return null;
    start = end + COLON.length;
    mark = markAt(text, start);
    if (!mark) end++;
  }
  const { severity, fatal, word } = mark;
  const behind = start + word.length;
  return { head: text.slice(0, end), severity, fatal, rest: text.slice(text[behind] === ' ' ? behind + 1 : behind) };
}

function markAt(text: string, start: number): Mark | undefined {
  const mark = MARKS[text.charCodeAt(start)];
  return mark && text.startsWith(mark.word, start) ? mark : undefined;
}

/** The flag that a compiler or emcc names at the end of a message: `[-Wflag]`, `[-Werror,-Wflag]`, `[-Wflag] [-Werror]`. */
export function splitFlag(text: string): { readonly text: string; readonly flag: string | undefined } {
  let rest = text;
  let flag: string | undefined;
  for (let round = 0; round < 2 && rest.endsWith(']'); round++) {
    const open = rest.lastIndexOf(' [-W');
    if (open < 0) break;
    for (const name of rest.slice(open + 2, -1).split(',')) {
      const bare = name.startsWith('-W') ? name.slice(2) : name;
      if (bare !== 'error') flag = bare.startsWith('error=') ? bare.slice('error='.length) : bare;
    }
    rest = rest.slice(0, open);
  }
  return { text: rest, flag };
}
