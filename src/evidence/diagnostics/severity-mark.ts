import type { Severity } from '../../model/diagnostic.ts';

/** A line cut at its severity word: `{head}: {severity}: {rest}`, or without a head. */
export interface Marked {
  readonly head: string;
  readonly severity: Severity;
  /** Whether the word says that the tool ended with it; false: it may have gone on. */
  readonly fatal: boolean;
  readonly rest: string;
}

const MARK = /(?:^|: )(fatal error|error|warning|note|remark): ?/;
const SEVERITIES: Readonly<Record<string, Severity>> = {
  error: 'error',
  'fatal error': 'error',
  warning: 'warning',
  note: 'note',
  remark: 'note',
};

/** Finds the first severity word as compilers and linkers print it, or null. */
export function findSeverity(text: string): Marked | null {
  const match = MARK.exec(text);
  if (!match) return null;
  const word = match[1]!;
  return {
    head: text.slice(0, match.index),
    severity: SEVERITIES[word]!,
    fatal: word === 'fatal error',
    rest: text.slice(match.index + match[0].length),
  };
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
