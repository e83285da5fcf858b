import type { Diagnostic } from '../../model/diagnostic.ts';
import { isDirty, stripControls } from './clean-line.ts';
import { createCollector, type ParsedLog } from './collect.ts';
import type { Draft } from './draft.ts';
import { bytesMayMatter, mayMatter, skipQuietLines } from './may-matter.ts';
import { readLine } from './read-line.ts';
import { type CleanLine, createLineSplitter } from './split-lines.ts';
import type { Continuation, State } from './state.ts';
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
  let current = '';
  let inPage = false;
  let lookedAt = false;
  let more: Continuation | undefined;
  let worn: { readonly dresses: readonly Dress[]; readonly width: number } | undefined;
  const settle = () => {
    // A message of one line is known by that line; further lines have made a longer one different.
    if (latest)
      collector.keep(latest, latest.message === latestMessage ? latestLine : `${latestLine}\n${latest.message}`);
    latest = undefined;
  };
  const state: State = {
    line: 0,
    emit(made, follow) {
      settle();
      emitted++;
      if (inPage && made.reporter === 'node') made.reporter = 'chromium';
      if (made.logLine === 0) made.logLine = state.line;
      latest = made;
      latestLine = current;
      latestMessage = made.message;
      more = follow;
    },
    expect(follow) {
      more = follow;
    },
    latest() {
      lookedAt = true;
      return latest;
    },
    retract(made) {
      if (latest === made) latest = undefined;
    },
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
  const dedent = createDedent();
  const unknownLines = createUnknownLines(state, () => lookedAt);
  /** Reads a line; false where nothing known came of it. An error without a template is kept only where nothing better comes. */
  const attempt = (line: string) => {
    const before = emitted;
    const known = readLine(line, state);
    return emitted > before ? latest?.code !== 'unrecognised' : known;
  };
  /** Does once more what came of a line that nothing knows. */
  const repeat = (line: string, { made, ends, madeFrom, madeMessage }: UnknownLine) => {
    if (ends) settle();
    if (!made) return suspects.keep(line, state.line);
    latest = { ...made, logLine: state.line };
    latestLine = madeFrom;
    latestMessage = madeMessage;
  };
  const readDressed = (line: string) => {
    const past = inPage ? undefined : unknownLines.find(line);
    if (past) return repeat(line, past);
    const before = emitted;
    lookedAt = false;
    if (attempt(line)) return;
    const unknown = emitted > before ? latest : undefined;
    const follow = more;
    const takeBack = () => {
      if (latest?.code === 'unrecognised' && emitted > before) latest = undefined;
    };
    takeBack();
    let bareWidth = 0;
    const dresses = undress(line, (bare) => {
      current = bare;
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
    } else suspects.keep(line, state.line);
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
    if (more) {
      const follow = more;
      more = undefined;
      if (follow(worn ? stripAlike(line, worn.dresses, worn.width) : line)) {
        more ??= follow;
        return;
      }
    }
    worn = undefined;
    if (clean && line === whole ? bytesMayMatter(clean.bytes, clean.start, clean.end) : mayMatter(line)) {
      readDressed(line);
    }
  };
  const take = (raw: string, number: number, clean?: CleanLine) => {
    state.line = number;
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
