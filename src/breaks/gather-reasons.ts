import { CODES, type Kind } from '../model/codes.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { groupBy } from '../model/group.ts';
import { breakId, WARNINGS_THAT_TRAP } from '../model/results.ts';
import type { RankOf } from './classify.ts';
import { findBest, type Knowledge, seenInLog } from './find-known.ts';
import type { KnownBreak } from './knowledge.ts';

/** What one reason is about, with the messages that say so. */
export interface ReasonSubject {
  /** Null where the messages name nothing. */
  readonly name: string | null;
  /** `kind:subject`; null without a subject. */
  readonly id: string | null;
  /** In log order; none where a break was asked for by its id. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many messages these stand for. */
  readonly count: number;
}

/** Messages of one kind that have one explanation. */
export interface Reason {
  readonly kind: Kind;
  /** What is known of just this; null where only the kind can be explained. */
  readonly note: KnownBreak | null;
  /** In log order, never empty. */
  readonly subjects: readonly ReasonSubject[];
}

/** A log's messages sorted by what a reader does with them. */
export interface LogReasons {
  /** Why something failed, the most telling first. */
  readonly causes: readonly Reason[];
  /** Warnings of a tool that ended well; the module will trap or misbehave when it runs. */
  readonly traps: readonly Reason[];
  readonly warnings: readonly Reason[];
  /** Lines that look like errors and that no template fits. */
  readonly unrecognised: readonly Diagnostic[];
  /** What only follows from other messages, and remarks. */
  readonly consequences: readonly Diagnostic[];
}

/** Sorts and groups the messages of a log. */
export function gatherReasons(diagnostics: readonly Diagnostic[], knowledge: Knowledge, rankOf: RankOf): LogReasons {
  const rest: Diagnostic[] = [];
  const sorted = { error: [] as Diagnostic[], trap: [] as Diagnostic[], warning: [] as Diagnostic[] };
  const unrecognised: Diagnostic[] = [];
  for (const message of diagnostics) {
    const { severity, code } = message;
    if (message.consequence || CODES[code].consequence || severity === 'note') rest.push(message);
    // A line without a template is a reason only where knowledge has its words.
    else if (code === 'unrecognised' && noteOf(message, knowledge) === null) unrecognised.push(message);
    else if (severity === 'error') sorted.error.push(message);
    else if (WARNINGS_THAT_TRAP.includes(code)) sorted.trap.push(message);
    else sorted.warning.push(message);
  }
  const reasons = (messages: readonly Diagnostic[]) => groupMessages(messages, knowledge, rankOf);
  return {
    causes: reasons(sorted.error),
    traps: reasons(sorted.trap),
    warnings: reasons(sorted.warning),
    unrecognised,
    consequences: rest,
  };
}

/** The reason behind a break that is asked for by its id. */
export function reasonOf(kind: Kind, subject: string, knowledge: Knowledge): Reason {
  const note = findBest({ kind, subject, case: null, step: null, texts: [] }, knowledge);
  return { kind, note, subjects: [{ name: subject, id: breakId(kind, subject), diagnostics: [], count: 0 }] };
}

/** Groups by kind and explanation; groups and subjects stand in the order of their first message by rank and log. */
function groupMessages(messages: readonly Diagnostic[], knowledge: Knowledge, rankOf: RankOf): readonly Reason[] {
  const ordered = [...messages].sort((a, b) => rankOf(a.code) - rankOf(b.code) || a.logLine - b.logLine);
  const read = ordered.map((message) => {
    const { kind, subject } = seenInLog(message);
    const note = noteOf(message, knowledge);
    return { kind, message, note, name: subject ?? note?.subject ?? null };
  });
  const groups = groupBy(read, ({ kind, note }) => `${kind} ${note?.name ?? ''}`);
  return [...groups.values()].map((group) => {
    const { kind, note } = group[0]!;
    const subjects = [...groupBy(group, ({ name }) => name)].map(([name, own]) => ({
      name,
      id: name === null ? null : breakId(kind, name),
      diagnostics: own.map((one) => one.message),
      count: own.reduce((sum, one) => sum + (one.message.count ?? 1), 0),
    }));
    return { kind, note, subjects };
  });
}

/** What is known of a message by itself: an entry that asks for a case of the project's own never fits. */
function noteOf(message: Diagnostic, knowledge: Knowledge): KnownBreak | null {
  return findBest(seenInLog(message), knowledge);
}
