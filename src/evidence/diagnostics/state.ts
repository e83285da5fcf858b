import type { Draft } from './draft.ts';

/** Takes a line that may belong to the message before it; false ends that message. */
export type Continuation = (line: string) => boolean;

/**
 * What reads a line has of the log. What comes of a line for which nothing but `emit` was asked for is remembered: it is the
 * same wherever the line stands.
 */
export interface State {
  /** Number of the line being read, from 1. */
  readonly line: number;
  /**
   * Takes a diagnostic; the following lines go to what `follow` makes until it refuses one. `follow` knows of the diagnostic
   * by its argument alone, which may be another of the same line: what knows more is to be expected.
   */
  readonly emit: (made: Draft, follow?: (made: Draft) => Continuation) => void;
  /** Sends the following lines to `more` until it refuses one. */
  readonly expect: (more: Continuation) => void;
  /** The latest diagnostic, while nothing has followed it. */
  readonly latest: () => Draft | undefined;
  /** Takes back the latest diagnostic. */
  readonly retract: (made: Draft) => void;
  readonly past: Past;
}

/** What lines leave behind for those that follow. One per log; bounded whatever the log. */
export interface Past {
  /** The latest diagnostics about source files, newest last, for messages torn apart by parallel writers. */
  readonly located: Draft[];
  /** The import path of Go's last `# package` header, and its line. */
  goPackage: string | undefined;
  /** The script that node was about to quote: `/path/file.js:25`. */
  script: { readonly file: string; readonly line: number } | undefined;
  /** The text of the last abort of an Emscripten program, which node repeats. */
  abort: string | undefined;
  /** The reason for which a program could not be loaded, which its abort repeats. */
  loadFailure: string | undefined;
  /** Line where Emscripten reported a stack overflow, which the engine's error then repeats in other words. */
  overflowAt: number;
  /** Line of the last source position, whose next line quotes the source. */
  quotedAt: number;
  /** Whether the last error was one that Emscripten's JavaScript compiler throws on. */
  libraryFailed: Draft | undefined;
  /** Whether Binaryen has said what its closing `Fatal:` repeats. False: the closing line is all that there is. */
  binaryenReported: boolean;
}
