import type { Diagnostic } from '../../model/diagnostic.ts';
import { isDirty, stripControls } from './clean-line.ts';
import { createCollector, type ParsedLog } from './collect.ts';
import type { Draft } from './draft.ts';
import { fingerprint } from './fingerprint.ts';
import { bytesMayMatter, mayMatter, skipQuietLines } from './may-matter.ts';
import { readLine } from './read-line.ts';
import { createRepeats } from './repeats.ts';
import { type CleanLine, createLineSplitter } from './split-lines.ts';
import type { Continuation, Past, State } from './state.ts';
import { createDedent, stripFrame, unwrapConsole } from './strip-frame.ts';
import { createSuspectKeeper } from './suspects.ts';
import { type Dress, stripAlike, undress } from './undress.ts';
import { createUnknownLines, type UnknownLine } from './unknown-lines.ts';
import { unwrapRecord } from './unwrap-record.ts';

/** Reads a log that comes in pieces. Memory is bounded and time is linear whatever the log holds. */
export interface LogParser {
  /** The next piece of UTF-8, cut anywhere. */
  push(bytes: Uint8Array): void;
  /** Nothing follows. */
  end(): ParsedLog;
}

/** The diagnostics of a log, in log order: what tools said as data, unknown errors as `unrecognised`. Never throws. */
export function parseLog(text: string): readonly Diagnostic[] {
  const parser = createLogParser();
  parser.push(Buffer.from(text));
  return parser.end().diagnostics;
}

/** Starts reading a log. */
export function createLogParser(): LogParser {
  const collector = createCollector();
  const suspects = createSuspectKeeper();
  let emitted = 0;
  let latest: Draft | undefined;
  let latestLine = '';
  let latestMessage = '';
  let latestPrint: number | undefined;
  let current = '';
  /** The fingerprint of that, where it stands in the log's bytes as it is. */
  let print: number | undefined;
  let inPage = false;
  let number = 0;
  /** Whether the reading of the current line asked for the diagnostic before it, and for anything beside the line. */
  let lookedAt = false;
  let lookedAround = false;
  let more: Continuation | undefined;
  let latestFollow: ((made: Draft) => Continuation) | undefined;
  let worn: { readonly dresses: readonly Dress[]; readonly width: number } | undefined;
  const settle = () => {
    // A message of one line is known by that line; further lines have made a longer one different.
    if (latest && latest.message === latestMessage) collector.keep(latest, latestLine, latestPrint);
    else if (latest) collector.keep(latest, `${latestLine}\n${latest.message}`);
    latest = undefined;
  };
  const past: Past = {
    located: [],
    goPackage: undefined,
    script: undefined,
    abort: undefined,
    loadFailure: undefined,
    overflowAt: Number.NEGATIVE_INFINITY,
    quotedAt: -1,
    libraryFailed: undefined,
    binaryenReported: false,
  };
  const state: State = {
    get line() {
      lookedAround = true;
      return number;
    },
    get past() {
      lookedAround = true;
      return past;
    },
    emit(made, follow) {
      settle();
      emitted++;
      if (inPage && made.reporter === 'node') made.reporter = 'chromium';
      if (made.logLine === 0) made.logLine = number;
      latest = made;
      latestLine = current;
      latestPrint = print;
      latestFollow = follow;
      latestMessage = made.message;
      more = follow?.(made);
    },
    expect(follow) {
      lookedAround = true;
      more = follow;
    },
    latest() {
      lookedAt = lookedAround = true;
      return latest;
    },
    retract(made) {
      lookedAround = true;
      if (latest === made) latest = undefined;
    },
  };
  const dedent = createDedent();
  const repeats = createRepeats();
  const unknownLines = createUnknownLines(past, { number: () => number, wasLookedAt: () => lookedAt });
  /** Reads a line; false where nothing known came of it. An error without a template is kept only where nothing better comes. */
  const attempt = (line: string) => {
    const before = emitted;
    const known = readLine(line, state);
    return emitted > before ? latest?.code !== 'unrecognised' : known;
  };
  /** Does once more what came of a line that nothing knows. */
  const repeat = (line: string, { made, ends, madeFrom, madeMessage }: UnknownLine) => {
    if (ends) settle();
    if (!made) return suspects.keep(line, number);
    latest = { ...made, logLine: number };
    latestLine = madeFrom;
    latestPrint = undefined;
    latestMessage = madeMessage;
  };
  const readDressed = (line: string) => {
    const past = inPage ? undefined : unknownLines.find(line);
    if (past) return repeat(line, past);
    const before = emitted;
    lookedAt = lookedAround = false;
    if (attempt(line)) {
      if (print !== undefined && !inPage && !lookedAround && emitted <= before + 1) {
        const made = emitted > before && latest ? { ...latest, logLine: 0 } : undefined;
        repeats.keep(line, print, { made, follow: made && latestFollow });
      }
      return;
    }
    const unknown = emitted > before ? latest : undefined;
    const follow = more;
    const takeBack = () => {
      if (latest?.code === 'unrecognised' && emitted > before) latest = undefined;
    };
    takeBack();
    let bareWidth = 0;
    const dresses = undress(line, (bare) => {
      current = bare;
      print = undefined;
      bareWidth = line.length - bare.length;
      if (mayMatter(bare) && attempt(bare)) return true;
      takeBack();
      return false;
    });
    if (dresses) {
      worn = { dresses, width: bareWidth };
      return;
    }
    current = line;
    if (unknown) {
      latest = unknown;
      more = follow;
    } else suspects.keep(line, number);
    if (inPage || more) return;
    unknownLines.keep(line, {
      made: unknown && { ...unknown },
      ends: emitted > before,
      madeFrom: latestLine,
      madeMessage: latestMessage,
    });
  };
  const read = (whole: string, clean?: CleanLine) => {
    const console = unwrapConsole(whole);
    const bare = console ?? dedent.strip(stripFrame(whole));
    const line = unwrapRecord(bare) ?? bare;
    inPage = console !== null;
    current = line;
    const bytes = clean && line === whole ? clean : undefined;
    print = bytes && fingerprint(bytes.bytes, bytes.start, bytes.end);
    if (more) {
      const follow = more;
      more = undefined;
      if (follow(worn ? stripAlike(line, worn.dresses, worn.width) : line)) {
        more ??= follow;
        return;
      }
    }
    worn = undefined;
    const again = print === undefined || inPage ? undefined : repeats.find(line, print);
    if (again?.made) state.emit({ ...again.made }, again.follow);
    if (again) return;
    if (bytes ? bytesMayMatter(bytes.bytes, bytes.start, bytes.end) : mayMatter(line)) readDressed(line);
  };
  const take = (raw: string, at: number, clean?: CleanLine) => {
    number = at;
    if (clean) return read(raw, clean);
    // What a progress display overwrites may have been a message, so every part counts.
    const line = raw.trimEnd();
    if (!isDirty(line)) read(line);
    else if (line.includes('\r')) for (const part of line.split('\r')) read(stripControls(part));
    else read(stripControls(line));
  };
  const splitter = createLineSplitter({
    take,
    skip: (bytes, from, to) => (more || !dedent.settled ? { start: from, lines: 0 } : skipQuietLines(bytes, from, to)),
  });
  return {
    push: splitter.push,
    end() {
      splitter.end();
      settle();
      const { kept, omitted } = collector;
      return { diagnostics: kept, omitted, lines: splitter.lines, suspects: suspects.list() };
    },
  };
}
