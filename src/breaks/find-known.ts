import { byCodeUnit } from '../model/canonical.ts';
import type { Kind } from '../model/codes.ts';
import { matchesGlob } from '../model/glob.ts';
import type { KnownBreak } from './knowledge.ts';

/** What a knowledge entry is compared with. */
export interface BreakSeen {
  readonly kind: Kind;
  readonly subject: string | null;
  readonly case: string;
  readonly step: string;
  /** Messages and unmet expectations. */
  readonly texts: readonly string[];
}

/** Knowledge made ready for look-ups: entries by kind, the most specific first. */
export type Knowledge = ReadonlyMap<Kind, readonly KnownBreak[]>;

/** Prepares entries; their order in the files does not matter. */
export function indexKnowledge(entries: readonly KnownBreak[]): Knowledge {
  const byKind = new Map<Kind, KnownBreak[]>();
  const sorted = [...entries].sort((a, b) => weigh(b) - weigh(a) || byCodeUnit(a.name, b.name));
  for (const entry of sorted) {
    for (const kind of entry.match.kind) byKind.set(kind, [...(byKind.get(kind) ?? []), entry]);
  }
  return byKind;
}

/** The entries that fit, the most specific first. */
export function findKnown(seen: BreakSeen, knowledge: Knowledge): readonly KnownBreak[] {
  return knowledge.get(seen.kind)?.filter((entry) => fits(entry, seen)) ?? [];
}

/** The subject that knowledge supplies where the message names none; null where no entry does. */
export function supplySubject(seen: BreakSeen, knowledge: Knowledge): string | null {
  if (seen.subject !== null) return null;
  return knowledge.get(seen.kind)?.find((entry) => entry.subject !== undefined && fits(entry, seen))?.subject ?? null;
}

function fits({ match, subject }: KnownBreak, seen: BreakSeen): boolean {
  // An entry that supplies a subject speaks of breaks without one, or of those it has named already.
  if (subject !== undefined && seen.subject !== null && seen.subject !== subject) return false;
  if (match.case !== undefined && !matchesGlob(match.case, seen.case)) return false;
  if (match.step !== undefined && !matchesGlob(match.step, seen.step)) return false;
  if (
    match.subject !== undefined &&
    !match.subject.some((glob) => seen.subject !== null && matchesGlob(glob, seen.subject))
  )
    return false;
  const text = match.text;
  return text === undefined || seen.texts.some((line) => matchesGlob(`*${text}*`, line));
}

/** How much an entry asks for. A subject spelled out says more than a pattern, a case more than either. */
function weigh({ match }: KnownBreak): number {
  const subject = match.subject === undefined ? 0 : match.subject.some((glob) => glob.includes('*')) ? 2 : 3;
  return (
    subject +
    (match.case === undefined ? 0 : 4) +
    (match.step === undefined ? 0 : 1) +
    (match.text === undefined ? 0 : 2)
  );
}
