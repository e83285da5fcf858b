import type { Severity } from '../../../model/diagnostic.ts';
import { type Draft, draft } from '../draft.ts';
import { findRow, readRow, tableOf } from '../rows.ts';
import { type Marked, splitFlag } from '../severity-mark.ts';
import type { State } from '../state.ts';
import { fillFields } from '../template.ts';
import { CLANG_DRIVER_ROWS, CLANG_SOURCE_ROWS } from './clang-rows.ts';
import { isDump, retractCrash } from './crash.ts';
import { mendTornFile } from './torn-file.ts';

const DRIVER = tableOf(CLANG_DRIVER_ROWS);
const SOURCE = tableOf(CLANG_SOURCE_ROWS);

/** Reads what stands behind `clang: error: `. */
export function readClangDriver(severity: Severity, printed: string, state: State): void {
  const { text, flag } = splitFlag(printed);
  const made = readRow(DRIVER, 'clang', severity, text) ?? draft('clang', severity, 'unrecognised', text);
  if (flag) made.flag = flag;
  // In a driver's message `ld` of `ld command failed` is the called tool, `linker` stands for any.
  if (made.tool === 'linker') delete made.tool;
  const last = state.latest();
  if (made.code === 'linker-crash' && (last?.code === 'linker-crash' || (last && isDump(last)))) return;
  // Only now does the driver say whose crash it was.
  if (text.startsWith('clang frontend command failed') && last?.code === 'linker-crash' && last.reporter === 'clang') {
    last.code = 'compiler-backend-error';
  }
  if (state.past.goPackage && made.code === 'unknown-argument' && text.includes("for target 'wasm")) {
    made.code = 'cgo-cc-wrong-target';
    made.package = state.past.goPackage;
  }
  state.emit(made);
}

/** Reads `{file}:{line}:{column}: error: {text}` of a compiler or assembler. False where no such place stands there. */
export function readLocated({ head, severity, rest }: Marked, state: State): boolean {
  const place = splitPlace(head);
  // Compilers give a column in Go's files; without one a test says where it failed.
  if (!place || (place.column === undefined && place.file.endsWith('.go'))) return false;
  state.past.quotedAt = state.line + 1;
  if (severity === 'note') return true;
  const { text, flag } = splitFlag(rest);
  const made = draft('clang', severity, severity === 'error' ? 'compile-error' : 'compile-warning', text);
  if (place.file !== '') made.file = dropTimestamp(place.file);
  made.line = place.line;
  if (place.column !== undefined) made.column = place.column;
  if (flag) made.flag = flag;
  nameSymbol(made, text);
  if (place.file === '') mendTornFile(made, state.past.located);
  classifyPlace(made, state);
  remember(made, state);
  state.emit(made);
  return true;
}

/** Whether a head ends as a place does: `:{line}`. */
export function endsInPlace(head: string): boolean {
  return colonBeforeNumber(head, head.length) >= 0;
}

/** `{file}:{line}` or `{file}:{line}:{column}`, or null. */
function splitPlace(head: string) {
  const last = colonBeforeNumber(head, head.length);
  if (last < 0) return null;
  const number = Number(head.slice(last + 1));
  const first = colonBeforeNumber(head, last);
  return first < 0
    ? { file: head.slice(0, last), line: number, column: undefined }
    : { file: head.slice(0, first), line: Number(head.slice(first + 1, last)), column: number };
}

/** Numbers of places have so many digits at most. */
const DIGITS = 9;

/** Where the colon stands before the number that ends at `end`, or -1. */
function colonBeforeNumber(text: string, end: number): number {
  let at = end;
  while (at > end - DIGITS && isDigit(text.charCodeAt(at - 1))) at--;
  return at < end && text[at - 1] === ':' ? at - 1 : -1;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/**
 * A code generator's refusal: `fatal error: error in backend: {text}`, `error in backend: …` (clang 9 to 24). False: it
 * is no such line.
 */
export function readBackend(text: string, state: State): boolean {
  const lead = 'error in backend: ';
  if (!text.startsWith(lead)) return false;
  const message = text.slice(lead.length);
  const made = draft('clang', 'error', 'compiler-backend-error', message);
  const named = /(?::|for) (?:variable|function|symbol|global) [`'"]?([^\s`'"]+)[`'"]?$/.exec(message);
  if (named) made.symbol = named[1]!;
  retractCrash(state);
  state.emit(made);
  return true;
}

/** Messages of clang's parts that print no name: `error: unknown target triple …`. */
export function readClangBare(severity: Severity, printed: string): Draft | null {
  const { text, flag } = splitFlag(printed);
  const made = readRow(DRIVER, 'clang', severity, text);
  if (made && flag) made.flag = flag;
  return made;
}

function nameSymbol(made: Draft, text: string): void {
  const found = findRow(SOURCE, text);
  if (found) fillFields(made, found.compiled.template, found.values);
}

/** Sources in assembler, and cgo's own sources, which only a compiler for another target rejects. */
function classifyPlace(made: Draft, state: State): void {
  const file = made.file ?? '';
  if (made.severity === 'error' && state.past.goPackage === 'runtime/cgo') {
    made.code = 'cgo-cc-wrong-target';
    made.package = state.past.goPackage;
    made.message = `error: ${made.message}`;
  } else if (made.severity === 'error' && ASSEMBLED.test(file)) made.code = 'asm-error';
}

/** Files that the assembler reads, its own names for text out of a C source or a macro included. */
const ASSEMBLED = /\.s$|^<(?:inline asm|instantiation)>$/i;

const LOCATED_KEPT = 32;

function remember(made: Draft, state: State): void {
  state.past.located.push(made);
  if (state.past.located.length > LOCATED_KEPT) state.past.located.shift();
}

function dropTimestamp(path: string): string {
  return path.startsWith('In file included from ') ? path.slice('In file included from '.length) : path;
}
