import { byCodeUnit } from '../model/canonical.ts';
import type { Kind } from '../model/codes.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { matchesGlob } from '../model/glob.ts';
import type { KnownBreak } from './knowledge.ts';
import { subjectOf } from './subject.ts';

/** What a knowledge entry is compared with. */
export interface BreakSeen {
  readonly kind: Kind;
  readonly subject: string | null;
  /** Null in a log of which only the text is known: entries bound to a case or step stay silent. */
  readonly case: string | null;
  readonly step: string | null;
  /** Messages and unmet expectations. */
  readonly texts: readonly string[];
}

/** Knowledge made ready for look-ups: entries by kind, the most specific first. */
export type Knowledge = ReadonlyMap<Kind, readonly KnownBreak[]>;

/** Prepares entries; their order in the files does not matter. */
export function indexKnowledge(entries: readonly KnownBreak[]): Knowledge {
  const byKind = new Map<Kind, KnownBreak[]>();
  const sorted = [...entries].sort(
    (a, b) => weigh(b) - weigh(a) || textLength(b) - textLength(a) || byCodeUnit(a.name, b.name),
  );
  for (const entry of sorted) {
    for (const kind of entry.match.kind) byKind.set(kind, [...(byKind.get(kind) ?? []), entry]);
  }
  return byKind;
}

/**
 * A message of a log of which nothing else is known, as knowledge is asked about it. A line that fits no template is
 * looked up as a run would call it: as a failure that nothing explains.
 */
export function seenInLog(diagnostic: Diagnostic): BreakSeen {
  const { code, message } = diagnostic;
  const kind = code === 'unrecognised' ? 'unexplained-failure' : code;
  return { kind, subject: subjectOf(diagnostic), case: null, step: null, texts: [message] };
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
  if (!fitsOne(match.case === undefined ? undefined : [match.case], seen.case)) return false;
  if (!fitsOne(match.step === undefined ? undefined : [match.step], seen.step)) return false;
  if (!fitsOne(match.subject, seen.subject)) return false;
  const parts = match.text?.map((part) => `*${part}*`);
  return parts === undefined || seen.texts.some((line) => fitsOne(parts, line));
}

/** Whether one of the patterns fits; what is not asked for fits anything, what is asked for never fits null. */
function fitsOne(patterns: readonly string[] | undefined, value: string | null): boolean {
  return patterns === undefined || (value !== null && patterns.some((pattern) => matchesGlob(pattern, value)));
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

/** How long the shortest of an entry's texts is: of two that both fit, the longer says more. */
function textLength({ match }: KnownBreak): number {
  return match.text === undefined ? 0 : Math.min(...match.text.map((part) => part.length));
}
