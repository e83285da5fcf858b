import type { Diagnostic } from '../../model/diagnostic.ts';
import { cleanLine } from './clean-line.ts';
import { createCollector, type ParsedLog } from './collect.ts';
import type { Draft } from './draft.ts';
import { readLine } from './read-line.ts';
import { createLineSplitter } from './split-lines.ts';
import type { Continuation, State } from './state.ts';
import { createDedent, stripFrame, unwrapConsole } from './strip-frame.ts';

/** Reads a log that comes in pieces. Memory is bounded and time is linear whatever the log holds. */
export interface LogParser {
  /** The next piece, cut anywhere. */
  push(chunk: string): void;
  /** Nothing follows. */
  end(): ParsedLog;
}

/** The diagnostics of a log, in log order: what tools said as data, unknown errors as `unrecognised`. Never throws. */
export function parseLog(text: string): readonly Diagnostic[] {
  const parser = createLogParser();
  parser.push(text);
  return parser.end().diagnostics;
}

/** Starts reading a log. */
export function createLogParser(): LogParser {
  const collector = createCollector();
  let latest: Draft | undefined;
  let latestLine = '';
  let latestMessage = '';
  let current = '';
  let inPage = false;
  let more: Continuation | undefined;
  const settle = () => {
    // A message of one line is told by that line; further lines have made a longer one different.
    if (latest)
      collector.keep(latest, latest.message === latestMessage ? latestLine : `${latestLine}\n${latest.message}`);
    latest = undefined;
  };
  const state: State = {
    line: 0,
    emit(made, follow) {
      settle();
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
    latest: () => latest,
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
    binaryenTold: false,
  };
  const dedent = createDedent();
  const read = (whole: string) => {
    const console = unwrapConsole(whole);
    const line = console ?? dedent(stripFrame(whole));
    inPage = console !== null;
    current = line;
    if (more) {
      const follow = more;
      more = undefined;
      if (follow(line)) {
        more ??= follow;
        return;
      }
    }
    readLine(line, state);
  };
  const splitter = createLineSplitter((raw, dirty) => {
    state.line++;
    const line = raw.trimEnd();
    // What a progress display overwrites may have been a message, so every part counts.
    if (!dirty) read(line);
    else if (line.includes('\r')) for (const part of line.split('\r')) read(cleanLine(part));
    else read(cleanLine(line));
  });
  return {
    push: (chunk) => splitter.push(chunk),
    end() {
      splitter.end();
      settle();
      return { diagnostics: collector.kept, omitted: collector.omitted, lines: state.line };
    },
  };
}
