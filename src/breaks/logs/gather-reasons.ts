import type { LogContext } from '../../evidence/context/context.ts';
import { causesFirst } from '../../evidence/diagnostics/rank.ts';
import type { Suspect } from '../../evidence/diagnostics/suspects.ts';
import type { Certainty } from '../../model/certainty.ts';
import { CODES, type Kind, trapsWhenRun } from '../../model/codes.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { groupBy } from '../../model/group.ts';
import { memoise } from '../../model/memoise.ts';
import { breakId } from '../../model/results.ts';
import { type BestKnown, findBest, type Knowledge, seenInLog } from '../knowledge/find-known.ts';
import type { KnownBreak } from '../knowledge/knowledge.ts';
import { followsFromOthers } from './follow.ts';
import { findKnownLines, searchedLines } from './known-lines.ts';
import { leftOutInputs } from './left-out-inputs.ts';
import { listUnknown } from './list-unknown.ts';
import { findNamedLines } from './named-lines.ts';
import { statedCures } from './stated-cures.ts';

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
  readonly certainty: Certainty;
  /** What the messages themselves advise. */
  readonly stated: readonly string[];
  /** In log order, never empty. */
  readonly subjects: readonly ReasonSubject[];
}

/** A log's messages sorted by what a reader does with them. */
export interface LogReasons {
  /** Why something failed, those that weigh most first. */
  readonly causes: readonly Reason[];
  /** Warnings of a tool that ended well; the module will trap or misbehave when it runs. */
  readonly traps: readonly Reason[];
  readonly warnings: readonly Reason[];
  /** Lines that look like errors and that nothing here knows, those that weigh most first. */
  readonly suspects: readonly Suspect[];
  /** What only follows from other messages, and remarks. */
  readonly consequences: readonly Diagnostic[];
}

/** What a log held. */
export interface LogRead {
  readonly diagnostics: readonly Diagnostic[];
  readonly suspects: readonly Suspect[];
  readonly context: LogContext;
}

/** Sorts and groups the messages of a log. */
export function gatherReasons({ diagnostics, suspects, context }: LogRead, all: Knowledge): LogReasons {
  const knowledge = all.narrow(wordsOf(diagnostics, context));
  const rest: Diagnostic[] = [];
  const sorted = { error: [] as Diagnostic[], trap: [] as Diagnostic[], warning: [] as Diagnostic[] };
  const unread: Diagnostic[] = [];
  const follows = followsFromOthers(diagnostics);
  // Looked up once: sorting asks, and grouping asks again.
  const asItStands = linesOfUnread(context);
  const known = memoise((message: Diagnostic) => {
    const seen = seenInLog(message, context);
    return findBest({ ...seen, texts: [...seen.texts, ...asItStands(message)] }, knowledge);
  });
  for (const message of diagnostics) {
    const { severity, code } = message;
    if (message.consequence || CODES[code].consequence || severity === 'note' || follows(message)) rest.push(message);
    // A line without a template is a reason only where knowledge has its words.
    else if (code === 'unrecognised' && known(message) === null) {
      if (severity === 'error') unread.push(message);
    } else if (severity === 'error') sorted.error.push(message);
    else if (trapsWhenRun(code)) sorted.trap.push(message);
    else sorted.warning.push(message);
  }
  const behind = trapsThatStruck(sorted.trap, sorted.error);
  if (behind.length > 0) {
    rest.push(...sorted.error.splice(0));
    sorted.error.push(...behind);
    sorted.trap = sorted.trap.filter((message) => !behind.includes(message));
  }
  const leftOut = leftOutInputs(sorted.warning, sorted.error).filter((message) => known(message) !== null);
  sorted.warning = sorted.warning.filter((message) => !leftOut.includes(message));
  sorted.error.push(...leftOut);
  const readLines = new Set(diagnostics.map(({ logLine }) => logLine));
  const lines = findKnownLines(context, knowledge, readLines);
  sorted.error.push(...lines);
  if (sorted.error.length === 0 && unread.length === 0) {
    const explained = rest.filter((message) => isKnownConsequence(message, known(message)));
    rest.splice(0, rest.length, ...rest.filter((message) => !explained.includes(message)));
    sorted.error.push(...explained);
  }
  if (sorted.error.length === 0 && unread.length === 0) {
    const refusals = sorted.warning.filter((message) => isRefusal(message, known(message)));
    sorted.warning = sorted.warning.filter((message) => !refusals.includes(message));
    sorted.error.push(...refusals);
  }
  const named =
    sorted.error.length + sorted.trap.length === 0 ? findNamedLines(unread, suspects, context) : ([] as const);
  sorted.error.push(...named);
  const hints = rest.filter(({ code }) => code === 'undefined-symbol-hint');
  const reasons = (messages: readonly Diagnostic[]) => groupMessages(messages, hints, known, new Set(leftOut));
  return {
    causes: reasons(sorted.error),
    traps: reasons(sorted.trap),
    warnings: reasons(sorted.warning),
    suspects: listUnknown(
      unread.filter((message) => !named.includes(message)),
      suspects,
      { lines: [...lines, ...named], errors: sorted.error, rest },
      context,
    ),
    consequences: rest,
  };
}

/**
 * Whether knowledge speaks of just such a consequence: that a tool was killed or crashed is all that a log without another
 * cause shows, and it is enough.
 */
function isKnownConsequence({ severity, code }: Diagnostic, best: BestKnown | null): boolean {
  const { kind, text } = best?.entry.match ?? {};
  const speaksOfIt = kind?.includes(code) ?? text !== undefined;
  return severity === 'error' && CODES[code].consequence && speaksOfIt;
}

/** Whether a tool only warns, and says that it cannot do what it was to do, in words that knowledge has. */
function isRefusal({ code, message }: Diagnostic, best: BestKnown | null): boolean {
  return code === 'unrecognised' && best?.entry.match.text !== undefined && /\b(?:cannot|unable to) \w/.test(message);
}

/**
 * The whole line of a message without a template, about which knowledge is asked too: without its `error:` a tool's name
 * and words mean less. Of any other message none.
 */
function linesOfUnread(context: LogContext): (message: Diagnostic) => readonly string[] {
  let lines: ReadonlyMap<number, string> | undefined;
  return ({ code, logLine }) => {
    if (code !== 'unrecognised') return [];
    lines ??= new Map([...searchedLines(context)].map(({ text, number }) => [number, text]));
    return [lines.get(logLine) ?? ''];
  };
}

/** Everything that knowledge may speak of. */
function wordsOf(diagnostics: readonly Diagnostic[], context: LogContext): string {
  const lines = context.gap ? [...searchedLines(context)].map(({ text }) => text) : [context.text];
  return [...new Set([...lines, ...diagnostics.map(({ message }) => message)])].join('\n');
}

/** How a call that the linker only warned of ends when it runs. */
const STRUCK: readonly Kind[] = [
  'trap-unreachable',
  'missing-function-abort',
  'trap-indirect-call-mismatch',
  'native-abort',
];

/** A stack of Python whose last line, which says what happened, is not in the log. */
function isCutShort({ code, message }: Diagnostic): boolean {
  return code === 'python-traceback' && message.startsWith('Traceback ');
}

/** The warnings behind a failure: a log whose only errors are such ends, below warnings that the program would trap. */
function trapsThatStruck(traps: readonly Diagnostic[], errors: readonly Diagnostic[]): readonly Diagnostic[] {
  if (errors.length === 0 || !errors.every((error) => STRUCK.includes(error.code) || isCutShort(error))) return [];
  return traps.filter(({ logLine }) => errors.every((error) => error.logLine > logLine));
}

/** The reason behind a break that is asked for by its id. */
export function reasonOf(kind: Kind, subject: string, knowledge: Knowledge): Reason {
  const best = findBest({ kind, subject, case: null, step: null, texts: [] }, knowledge);
  return {
    kind,
    note: best?.entry ?? null,
    certainty: best?.certainty ?? 'possible',
    stated: [],
    subjects: [{ name: subject, id: breakId(kind, subject), diagnostics: [], count: 0 }],
  };
}

/** What a tool went on after, by its own word: of several causes it is none of the first. */
const WARNED = /^(?:WARNING|warning|WARN|warn)(?::|\b)/;

/** Whether a host without a grammar of its own says what a module lacks: what stands below it in the log follows from that. */
function isLoadersWord({ reporter, code }: Diagnostic): boolean {
  return reporter === 'unknown' && code === 'import-missing';
}

/** Groups by kind and explanation; groups and subjects stand in the order of their first message by rank and log. */
function groupMessages(
  messages: readonly Diagnostic[],
  hints: readonly Diagnostic[],
  known: (message: Diagnostic) => BestKnown | null,
  leftOut: ReadonlySet<Diagnostic>,
): readonly Reason[] {
  const inLog = [...messages].sort((a, b) => a.logLine - b.logLine);
  // A line that only knowledge reads says what is wrong with the set-up or the page, before what that leads to.
  const isFirst = (message: Diagnostic) =>
    leftOut.has(message) ||
    ((message.code === 'unrecognised' || isLoadersWord(message)) &&
      known(message)?.certainty !== 'possible' &&
      !WARNED.test(message.message));
  const ordered = [...inLog.filter(isFirst), ...causesFirst(inLog.filter((message) => !isFirst(message)))];
  const read = ordered.map((message) => {
    const { kind, subject } = seenInLog(message);
    const best = known(message);
    return { kind, message, best, name: subject ?? best?.entry.subject ?? null };
  });
  const groups = groupBy(read, ({ kind, best }) => `${kind} ${best?.entry.name ?? ''}`);
  return [...groups.values()].map((group) => {
    const { kind, best } = group[0]!;
    const subjects = [...groupBy(group, ({ name }) => name)].map(([name, own]) => ({
      name,
      id: name === null ? null : breakId(kind, name),
      diagnostics: own.map((one) => one.message),
      count: own.reduce((sum, one) => sum + (one.message.count ?? 1), 0),
    }));
    const said = group.map(({ message }) => message);
    const stated = statedCures(said, best === null ? hints : []);
    return { kind, note: best?.entry ?? null, certainty: best?.certainty ?? 'possible', stated, subjects };
  });
}
