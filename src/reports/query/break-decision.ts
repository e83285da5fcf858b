import { attributionGroupsOf } from './attribution-groups.ts';
import type { BreakParts } from './break-parts.ts';
import { type DocumentedVerdict, judgeDocumented } from './documented-verdict.ts';
import { decidersInWords, rangeInSentence } from './range-words.ts';

/** What decides a break, as the first sentence of what is said of it. Plain text. */
export interface BreakDecision {
  readonly lead: string;
  /** How it fails; the range, empty where it fails always, stands behind it and can be long. */
  readonly how: string;
  readonly range: string;
  /** What stands behind the range, with its punctuation but for a full stop. */
  readonly rest: string;
  /** What the references say to the contrary; null where they do not. */
  readonly says: string | null;
}

/** Says which versions decide a break. */
export function sayDecision(parts: BreakParts): BreakDecision {
  const { brk, neverPassed } = parts;
  if (brk.always) {
    const but = contradicted(parts);
    const always = { how: 'it fails in everything that was tested', range: '' };
    if (but === null) return { lead: 'No version changed it', ...always, rest: '', says: null };
    return { lead: 'Never passed here', ...always, rest: ', while the references say', says: but.says };
  }
  const range = rangeInSentence(brk);
  if (neverPassed)
    return {
      lead: 'Never passed',
      how: 'it fails like this',
      range,
      rest: ', with the rest for other reasons',
      says: null,
    };
  return { lead: `Decided by ${decidersInWords(brk)}`, how: 'it fails', range, rest: '', says: null };
}

/** What references say of a break where the measurement contradicts it; null where it does not, or they say nothing. */
export function contradicted({
  context,
  brk,
  affected,
}: Pick<BreakParts, 'context' | 'brk' | 'affected'>): DocumentedVerdict | null {
  const judged = attributionGroupsOf(brk).flatMap((group) => judgeDocumented(context, group, affected) ?? []);
  return judged.find(({ verdict }) => verdict === 'disagrees') ?? null;
}

/** What the references say of a break, and how the measurement stands to it, by cases where these differ. Plain text. */
export function sayReferences({
  context,
  brk,
  affected,
}: Pick<BreakParts, 'context' | 'brk' | 'affected'>): readonly string[] {
  const groups = attributionGroupsOf(brk);
  return groups.flatMap((group) => {
    const judged = judgeDocumented(context, group, affected);
    if (!judged) return [];
    const where = groups.length === 1 ? '' : `, in ${group.cases.join(', ')}`;
    return [`${judged.says}${where}: ${standingOf(judged)}`];
  });
}

function standingOf({ verdict, but, uncrossed }: DocumentedVerdict): string {
  switch (verdict) {
    case 'agrees':
      return 'the measurement agrees';
    case 'uncontradicted':
      return `everything that was tested fits, but nothing lies beyond ${uncrossed.join(' or ')}`;
    case 'disagrees':
      return `the measurement disagrees: ${but}`;
    case 'undecided':
      return 'nothing that was tested decides whether that is right';
  }
}
