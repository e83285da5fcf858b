import type { BreakParts } from './break-parts.ts';
import { notesOf } from './context.ts';
import type { CureReport } from './cures.ts';
import { kindInfoOf } from './kind-words.ts';

/** What may be done about a break. */
export interface SortedCures {
  /** Workarounds that pass on some cell that has it. */
  readonly helping: readonly CureReport[];
  /** Workarounds that were run and pass on none. */
  readonly useless: readonly CureReport[];
  /** What the references or, where they say nothing, the kind recommend, without what was run and did not help. */
  readonly advice: readonly string[];
  /** Whether the advice is that of the kind. False: the references' own. */
  readonly isOfKind: boolean;
}

/** Sorts the cures of a break by what running them showed. */
export function sortCures({ context, brk, cures }: Pick<BreakParts, 'context' | 'brk' | 'cures'>): SortedCures {
  const helping = cures.filter((cure) => cure.helps.length > 0);
  const useless = cures.filter((cure) => cure.helps.length === 0 && cure.fails.length + cure.elsewhere.length > 0);
  const known = notesOf(context, brk)
    .map((note) => note.cure)
    // What was run and did not help is no advice.
    .filter((text) => !useless.some((cure) => startsAlike(text, cure.workaround.title)));
  const ofKind = useless.length > 0 ? [] : kindInfoOf(brk.kind).cures;
  return { helping, useless, advice: known.length > 0 ? known : ofKind, isOfKind: known.length === 0 };
}

function startsAlike(text: string, title: string): boolean {
  const fold = (words: string) =>
    words
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  return fold(text).startsWith(fold(title));
}
