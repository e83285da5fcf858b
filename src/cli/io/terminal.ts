import { writeSync } from 'node:fs';
import { InfrastructureError } from '../../model/errors.ts';
import { type Paint, PLAIN } from '../../reports/text/paint.ts';
import { guardJson, guardText } from './guard-text.ts';

/** The paint for a stream: none where it is no terminal, or `NO_COLOR` is set (no-color.org). */
export function paintFor(stream: { readonly isTTY?: boolean }): Paint {
  return isColoured(stream) ? COLOURS : PLAIN;
}

function isColoured(stream: { readonly isTTY?: boolean }): boolean {
  return stream.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
}

/** How many characters a line of text has at most: the terminal's, where there is one, and a comfortable 100 else. */
export function widthOf(stream: { readonly columns?: number }): number {
  return Math.max(40, Math.min(stream.columns ?? 100, 120));
}

/** Select Graphic Rendition (ECMA-48, section 8.3.117). */
const sgr = (open: number, close: number) => (text: string) => `\x1b[${open}m${text}\x1b[${close}m`;

const COLOURS: Paint = { strong: sgr(1, 22), soft: sgr(2, 22), bad: sgr(31, 39), good: sgr(32, 39), warn: sgr(33, 39) };

/**
 * Prints a result on standard output, every control character in it spelled out; waits until a slow reader took it.
 * Throws `InfrastructureError` where standard output cannot be written.
 */
export function print(text: string): void {
  printPieces([text.endsWith('\n') ? text : `${text}\n`]);
}

/**
 * Prints a file that a result is: as it is into a file or pipe, but a terminal never gets a raw control character.
 * Throws `InfrastructureError` where standard output cannot be written.
 */
export function printFile(text: string): void {
  if (process.stdout.isTTY) print(text);
  else writeAll(1, text);
}

/** How much of a long text is handed over at a time, in UTF-16 units. */
const AT_A_TIME = 1 << 16;

/**
 * Prints a long text that is made piece by piece, every control character in it spelled out. Throws
 * `InfrastructureError` where standard output cannot be written.
 */
export function printPieces(pieces: Iterable<string>): void {
  const coloured = isColoured(process.stdout);
  writePieces(pieces, (text) => guardText(text, coloured));
}

/**
 * Prints JSON that is made piece by piece; what a terminal could take for a command is escaped as JSON does. Throws
 * `InfrastructureError` where standard output cannot be written.
 */
export function printJsonPieces(pieces: Iterable<string>): void {
  writePieces(pieces, guardJson);
}

function writePieces(pieces: Iterable<string>, guard: (text: string) => string): void {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < AT_A_TIME) continue;
    writeAll(1, guard(text));
    text = '';
  }
  writeAll(1, guard(text));
}

/** Prints the one JSON document of `--json`. Throws `InfrastructureError` where standard output cannot be written. */
export function printJson(value: unknown): void {
  printJsonPieces([JSON.stringify(value, null, 2), '\n']);
}

/**
 * Prints a line for people on standard error, every control character in it spelled out. Never throws: what cannot be
 * printed cannot be complained of either.
 */
export function notice(line: string): void {
  writeAll(2, `${guardText(line, isColoured(process.stderr))}\n`);
}

/** How long a full pipe is left to its reader, in ms. */
const PAUSE = 0.05;

/** What nothing wakes. */
const NEVER = new Int32Array(new SharedArrayBuffer(4));

/** What was printed, in order: on standard output (1) or standard error (2), guarded already. */
export type Printed = readonly (readonly [descriptor: 1 | 2, text: string])[];

let recorded: [descriptor: 1 | 2, text: string][] | null = null;

/** Notes from now on what is printed, for `printAgain`; the list grows with it. */
export function recordPrinted(): Printed {
  recorded = [];
  return recorded;
}

/** Prints what was printed before. Throws `InfrastructureError` where standard output cannot be written. */
export function printAgain(printed: Printed): void {
  for (const [descriptor, text] of printed) writeAll(descriptor, text);
}

function writeAll(descriptor: 1 | 2, text: string): void {
  recorded?.push([descriptor, text]);
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // The reader of a pipe is gone (`emrift … | head`): nobody is left to read.
      if (code === 'EPIPE') return;
      // What is not known cannot be complained of either.
      if (code !== 'EAGAIN' && descriptor === 2) return;
      if (code !== 'EAGAIN') throw new InfrastructureError(`standard output cannot be written (${code})`);
      // A full pipe that does not block: its reader needs the processor more than a writer that asks again and again.
      Atomics.wait(NEVER, 0, 0, PAUSE);
    }
  }
}
