import type { Severity } from '../../../model/diagnostic.ts';
import { type Draft, draft } from '../draft.ts';
import { readRow, tableOf } from '../rows.ts';
import type { State } from '../state.ts';
import { GO_COMMAND_ROWS, GO_SOURCE_ROWS, GO_TOOL_ROWS } from './go-rows.ts';

const COMMAND = tableOf([...GO_COMMAND_ROWS, ...GO_TOOL_ROWS]);
const SOURCE = tableOf([...GO_SOURCE_ROWS, ...GO_COMMAND_ROWS]);

/** Progress of cmd/go, no message. */
const PROGRESS =
  /^(?:downloading|finding|found|extracting|added|upgraded|downgraded|removed|creating new|to add|module|updates to|warning: |assembly of )/;

/** Reads what stands behind `go: ` or the name of one of Go's tools; what is no known message is an unknown error. */
export function readGoCommand(text: string, state: State): void {
  if (PROGRESS.test(text)) return;
  const made = readGoRow(text);
  if (!made) {
    const place = readPlace(text);
    if (place && readGoSource(place, state)) return;
    state.emit(draft('go', 'error', 'unrecognised', text));
  } else if (made.code !== 'gomod-parse-error') state.emit(withPackage(made, state));
}

/** Reads a message of Go's tools that has no name in front. False where it is none. */
export function readGoUnmarked(printed: string, state: State, severity?: Severity): boolean {
  const text = printed.trimStart();
  const made = readGoRow(text);
  if (!made) return false;
  if (severity) made.severity = severity;
  state.emit(withPackage(made, state));
  return true;
}

/** The import path of a header `# example.com/app` or `# example.com/app [tests]`, or null. */
export function readGoHeader(text: string): string | null {
  return /^# ([^\s#]+)(?: \[[^\]]+\])?$/.exec(text)?.[1] ?? null;
}

/** A place in a Go, assembler or go.mod file and the message behind it. */
export interface GoPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number | undefined;
  readonly text: string;
}

const PLACE = /^((?:[A-Za-z]:)?[^:]*(?:\.go|\.s|go\.mod|go\.work)):(\d{1,9})(?::(\d{1,9}))?: /;

/** Finds `{file}.go:{line}:{column}: {text}`, `{file}.s:{line}: …`, `go.mod:{line}: …`. */
export function readPlace(text: string): GoPlace | null {
  const match = PLACE.exec(text);
  if (!match) return null;
  const column = match[3] === undefined ? undefined : Number(match[3]);
  return { file: match[1]!.trimStart(), line: Number(match[2]), column, text: text.slice(match[0].length) };
}

/** Reads a message at a place: always one, since Go prints no other lines of this shape. */
export function readGoSource({ file, line, column, text }: GoPlace, state: State): boolean {
  const assembler = file.endsWith('.s');
  const fallback = file.endsWith('go.mod') ? 'gomod-parse-error' : assembler ? 'asm-error' : 'compile-error';
  const made = readRow(SOURCE, 'go', undefined, text) ?? draft('go', 'error', fallback, text);
  if (made.code === 'missing-function-body') delete made.symbol;
  made.file = file;
  made.line = line;
  if (column !== undefined) made.column = column;
  state.emit(made);
  return true;
}

function readGoRow(text: string): Draft | null {
  return readRow(COMMAND, 'go', undefined, text);
}

function withPackage(made: Draft, state: State): Draft {
  if ((made.code === 'cgo-unsupported-arch' || made.code === 'cgo-cc-wrong-target') && state.goPackage) {
    made.package = state.goPackage;
  }
  if (made.code === 'external-link-unsupported') delete made.package;
  return made;
}
