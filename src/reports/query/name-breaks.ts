import type { KnownBreak } from '../../breaks/knowledge/knowledge.ts';
import { groupBy } from '../../model/group.ts';
import type { Break } from '../../model/results.ts';
import { kindInfoOf } from './kind-words.ts';

/** What a break is called: words, and what it is about where these do not tell. Plain text parts. */
export interface BreakTitle {
  readonly words: string;
  /** A subject, kind or id; null where the words say it all. */
  readonly subject: string | null;
}

/**
 * Titles by break id: the knowledge's where there is one, else the kind's with the subject. Breaks that one entry explains
 * get what tells them apart behind it: their subjects, else their kinds, else their ids.
 */
export function nameBreaks(
  breaks: readonly Break[],
  notes: ReadonlyMap<string, KnownBreak>,
): ReadonlyMap<string, BreakTitle> {
  const titles = new Map<string, BreakTitle>();
  for (const [words, group] of groupBy(breaks, (brk) => titleByNote(brk, notes) ?? '')) {
    const mark = words === '' || group.length === 1 ? null : findMark(group);
    for (const brk of group) {
      if (words === '') titles.set(brk.id, { words: kindInfoOf(brk.kind).title, subject: brk.subject });
      else titles.set(brk.id, { words, subject: mark === null ? null : mark(brk) });
    }
  }
  return titles;
}

function titleByNote({ known }: Break, notes: ReadonlyMap<string, KnownBreak>): string | undefined {
  return known === undefined ? undefined : notes.get(known)?.title;
}

function findMark(group: readonly Break[]): (brk: Break) => string {
  const marks: readonly ((brk: Break) => string)[] = [
    (brk) => shorten(brk.subject),
    (brk) => brk.subject,
    (brk) => brk.kind,
  ];
  return marks.find((mark) => new Set(group.map(mark)).size === group.length) ?? ((brk) => brk.id);
}

/** Both ends of a long subject, such as a demangled name: what is left out is on the break's page. */
function shorten(subject: string): string {
  return subject.length <= LONGEST_MARK ? subject : `${subject.slice(0, 20)}…${subject.slice(-35)}`;
}

/** The longest mark that stands whole in a title, in UTF-16 units. */
const LONGEST_MARK = 60;
