import type { LogContext } from '../../evidence/context/context.ts';
import type { Certainty } from '../../model/certainty.ts';
import { CODES, isCode, type Kind } from '../../model/codes.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { compileGlob } from '../../model/glob.ts';
import { memoise } from '../../model/memoise.ts';
import { byCodeUnit } from '../../model/order.ts';
import { subjectOf } from '../identity/subject.ts';
import { type ContextFit, compileContextFit } from './context-fit.ts';
import { foldText } from './fold-text.ts';
import type { KnownBreak } from './knowledge.ts';
import { isOfLogs } from './of-logs.ts';
import { indexWords } from './word-filter.ts';

/** What a knowledge entry is compared with. */
export interface BreakSeen {
  readonly kind: Kind;
  readonly subject: string | null;
  /** Null in a log of which only the text is known: entries bound to a case or step stay silent. */
  readonly case: string | null;
  readonly step: string | null;
  /** Messages and unmet expectations. */
  readonly texts: readonly string[];
  /** What else the log shows; undefined for a step of a run, whose versions are known and whose entries name its case. */
  readonly context?: LogContext | undefined;
}

/** Knowledge made ready for look-ups. */
export interface Knowledge {
  /** The entries that a kind of break may have, the most specific first. */
  readonly entriesOf: (kind: Kind) => readonly KnownBreak[];
  /** Those of them that may have a subject, made ready: most ask for another one, by its name or by how it starts. */
  readonly matchersOf: (kind: Kind, subject: string | null) => readonly Matcher[];
  /** The entries that can speak of a text: those whose words stand nowhere in it are left out at once. */
  readonly narrow: (text: string) => Knowledge;
}

/** An entry with its patterns made ready: thousands of messages may be compared with it. */
export interface Matcher {
  readonly entry: KnownBreak;
  readonly fits: (seen: BreakSeen) => boolean;
  readonly context: ContextFit;
}

/** Prepares entries, when they are first asked for; their order in the files does not matter. */
export function indexKnowledge(entries: readonly KnownBreak[]): Knowledge {
  return indexEntries(entries, memoise(makeMatcher));
}

/** Prepares those that may speak of a step of a run: most are of logs, and are neither sorted nor made ready. */
export function indexForRuns(entries: readonly KnownBreak[]): Knowledge {
  return indexKnowledge(entries.filter((entry) => !isOfLogs(entry)));
}

function indexEntries(entries: readonly KnownBreak[], matcherOf: (entry: KnownBreak) => Matcher): Knowledge {
  // Sorted once, however many logs are held against them: what is sorted already is sorted again at once.
  const filed = memoise(() => {
    const sorted = [...entries].sort(bySpecificity);
    return { sorted, standsIn: indexWords(sorted.map(wordsOf)) };
  });
  const entriesOf = memoise((kind: Kind) =>
    entries.filter(({ match }) => match.kind?.includes(kind) ?? true).sort(bySpecificity),
  );
  const finderOf = memoise((kind: Kind) => findBySubject(entriesOf(kind), matcherOf));
  return {
    entriesOf,
    matchersOf: (kind, subject) => finderOf(kind)(subject),
    narrow(text) {
      const { sorted, standsIn } = filed();
      const stands = standsIn(foldText(text));
      return indexEntries(
        sorted.filter((_, at) => stands(at)),
        matcherOf,
      );
    },
  };
}

/** How much of a subject says which patterns may fit: few share it. */
const START = 6;

/** Finds those of some entries, in their order, that may have a subject; for subjects that start alike they are sought once. */
function findBySubject(
  entries: readonly KnownBreak[],
  matcherOf: (entry: KnownBreak) => Matcher,
): (subject: string | null) => readonly Matcher[] {
  const ofAny: number[] = [];
  const byName = new Map<string, number[]>();
  const globs: { readonly start: string; readonly place: number }[] = [];
  for (const [place, { match }] of entries.entries()) {
    if (match.subject === undefined) ofAny.push(place);
    for (const pattern of match.subject ?? []) {
      const gap = pattern.indexOf('*');
      if (gap >= 0) globs.push({ start: pattern.slice(0, Math.min(gap, START)), place });
      else byName.set(pattern, [...(byName.get(pattern) ?? []), place]);
    }
  }
  const ready = (places: readonly number[]) =>
    [...new Set([...places, ...ofAny])].sort((a, b) => a - b).map((place) => matcherOf(entries[place]!));
  const alike = (start: string) => globs.filter((glob) => start.startsWith(glob.start)).map(({ place }) => place);
  const ofStart = memoise((start: string) => ready(alike(start)));
  const ofName = memoise((name: string) => ready([...alike(name.slice(0, START)), ...byName.get(name)!]));
  const nameless = memoise(() => ready([]));
  return (subject) => {
    if (subject === null) return nameless();
    return byName.has(subject) ? ofName(subject) : ofStart(subject.slice(0, START));
  };
}

/** For each text of an entry its longest literal part, folded; null for an entry that asks for no text. */
export function wordsOf({ match }: KnownBreak): readonly string[] | null {
  return match.text?.map((pattern) => foldText(longestPart(pattern))) ?? null;
}

function longestPart(pattern: string): string {
  if (!pattern.includes('*')) return pattern;
  return pattern.split('*').reduce((best, part) => (part.length > best.length ? part : best), '');
}

function bySpecificity(a: KnownBreak, b: KnownBreak): number {
  return (
    Number(isGuess(a)) - Number(isGuess(b)) ||
    weigh(b) - weigh(a) ||
    textLength(b) - textLength(a) ||
    byCodeUnit(a.name, b.name)
  );
}

/** Whether an entry asks the log for nothing else and says by itself that it is no more than possible: it speaks where no surer one does. False: any other. */
function isGuess({ certainty, needs }: KnownBreak): boolean {
  return certainty === 'possible' && needs === undefined;
}

function makeMatcher(entry: KnownBreak): Matcher {
  const context = compileContextFit(entry);
  const matches = compileMatch(entry);
  const logsOnly = isOfLogs(entry);
  // Most entries are of logs: for a step of a run their patterns need not be looked for.
  const fits = (seen: BreakSeen) =>
    seen.context ? matches(seen) && !context.excludes(seen.context) : !logsOnly && matches(seen);
  return { entry, fits, context };
}

/**
 * A message of a log of which nothing else is known, as knowledge is asked about it. A line that fits no template is
 * looked up as a run would call it: as a failure that nothing explains.
 */
export function seenInLog(diagnostic: Diagnostic, context?: LogContext): BreakSeen {
  const { code, message } = diagnostic;
  const kind = code === 'unrecognised' ? 'unexplained-failure' : code;
  return { kind, subject: subjectOf(diagnostic), case: null, step: null, texts: [message], context };
}

/** The entries that fit, the most specific first. */
export function findKnown(seen: BreakSeen, knowledge: Knowledge): readonly KnownBreak[] {
  const fitting = knowledge.matchersOf(seen.kind, seen.subject).filter((matcher) => matcher.fits(seen));
  return fitting.map(({ entry }) => entry);
}

/** An entry that fits, and how surely. */
export interface BestKnown {
  readonly entry: KnownBreak;
  readonly certainty: Certainty;
}

/** The most specific entry that fits; null where none does. */
export function findBest(seen: BreakSeen, knowledge: Knowledge): BestKnown | null {
  const matcher = knowledge.matchersOf(seen.kind, seen.subject).find(({ fits }) => fits(seen));
  return matcher ? { entry: matcher.entry, certainty: certaintyOf(matcher, seen) } : null;
}

/**
 * Certain where the message states the cause, or where message and log both say so; likely where the message is the
 * entry's own; possible where only a pattern of names fits. An entry may hold it lower.
 */
function certaintyOf({ entry, context }: Matcher, seen: BreakSeen): Certainty {
  if (entry.certainty !== undefined) return entry.certainty;
  if (seen.context && context.supports(seen.context)) return 'certain';
  const { subject, text } = entry.match;
  return text !== undefined || (subject !== undefined && !subject.some((glob) => glob.startsWith('*')))
    ? 'likely'
    : 'possible';
}

/**
 * Whether an entry asks for what a message of a kind says, its subject or its words: what was measured of one such message
 * holds of another. False: it fits whatever the kind is about, so that the kind is all that two breaks have in common.
 */
export function distinguishes({ match }: KnownBreak, kind: Kind): boolean {
  const isAboutSomething = isCode(kind) && CODES[kind].subject !== null;
  return match.subject !== undefined || match.text !== undefined || !isAboutSomething;
}

/** The subject that knowledge supplies where the message names none; null where no entry does. */
export function supplySubject(seen: BreakSeen, knowledge: Knowledge): string | null {
  if (seen.subject !== null) return null;
  const matchers = knowledge.matchersOf(seen.kind, null);
  return matchers.find(({ entry, fits }) => entry.subject !== undefined && fits(seen))?.entry.subject ?? null;
}

function compileMatch({ match, subject }: KnownBreak): (seen: BreakSeen) => boolean {
  const fitsCase = compilePatterns(match.case === undefined ? undefined : [match.case]);
  const fitsStep = compilePatterns(match.step === undefined ? undefined : [match.step]);
  const fitsSubject = compilePatterns(match.subject);
  const fitsText = compilePatterns(match.text?.map((part) => foldText(`*${part}*`)));
  return (seen) =>
    // An entry that supplies a subject speaks of breaks without one, or of those it has named already.
    (subject === undefined || seen.subject === null || seen.subject === subject) &&
    fitsCase(seen.case) &&
    fitsStep(seen.step) &&
    fitsSubject(seen.subject) &&
    (match.text === undefined || foldTexts(seen).some(fitsText));
}

/** The texts that were folded last: what is looked up is compared with hundreds of entries, one after the other. */
let foldedLast: { readonly texts: BreakSeen['texts']; readonly folded: readonly string[] } = { texts: [], folded: [] };

function foldTexts({ texts }: BreakSeen): readonly string[] {
  if (foldedLast.texts !== texts) foldedLast = { texts, folded: texts.map(foldText) };
  return foldedLast.folded;
}

/** Whether one of the patterns fits; what is not asked for fits anything, what is asked for never fits null. */
function compilePatterns(patterns: readonly string[] | undefined): (value: string | null) => boolean {
  const tests = patterns?.map(compileGlob);
  return (value) => tests === undefined || (value !== null && tests.some((test) => test(value)));
}

/** How much an entry asks for. A subject spelled out says more than a pattern, a case more than either. */
function weigh({ match, needs }: KnownBreak): number {
  const subject = match.subject === undefined ? 0 : match.subject.some((glob) => glob.includes('*')) ? 2 : 3;
  return (
    subject +
    (match.case === undefined ? 0 : 4) +
    (match.step === undefined ? 0 : 1) +
    (match.text === undefined ? 0 : 2) +
    (needs === undefined ? 0 : 1 + needs.length)
  );
}

/** How long the shortest of an entry's texts is: of two that both fit, the longer says more. */
function textLength({ match }: KnownBreak): number {
  return match.text === undefined ? 0 : Math.min(...match.text.map((part) => part.length));
}
