import type { Severity } from '../../../model/diagnostic.ts';
import { appendLine, type Draft, draft } from '../draft.ts';
import { readRow, tableOf } from '../rows.ts';
import type { Continuation, State } from '../state.ts';
import { retractCrash } from './crash.ts';
import { WASM_LD_ROWS } from './wasm-ld-rows.ts';

const TABLE = tableOf(WASM_LD_ROWS);

/** Reads what stands behind `wasm-ld: error: ` or `warning: `, and the `>>>` lines that belong to it. */
export function readWasmLd(severity: Severity, text: string, state: State): void {
  const made = readRow(TABLE, 'wasm-ld', severity, text) ?? draft('wasm-ld', severity, 'unrecognised', text);
  if (severity === 'error') retractCrash(state);
  if (made.code !== 'unrecognised' || text.length < SHORTEST_BROKEN) state.emit(made, readPlaces);
  else state.emit(made, (own) => mendOrReadPlaces(own, text));
}

/** Narrower terminals than this break nothing that is longer than the tool's name. */
const SHORTEST_BROKEN = 24;

function mendOrReadPlaces(made: Draft, text: string): Continuation {
  const places = readPlaces(made);
  return (line) => mend(made, text + line) || places(line);
}

/** A message that a terminal broke at its width, in a path or a name, with its second half. False where they make none. */
function mend(made: Draft, whole: string): boolean {
  if (made.code !== 'unrecognised') return false;
  const read = readRow(TABLE, 'wasm-ld', made.severity, whole);
  if (read) Object.assign(made, read, { logLine: made.logLine });
  return read !== null;
}

/** Reads a `>>> defined …` that lines of another program keep apart from its message. False where none waits for it. */
export function resumePlaces(line: string, state: State): boolean {
  const last = state.latest();
  if (last?.reporter !== 'wasm-ld' || (last.files?.length ?? 0) >= PLACES) return false;
  const more = readPlaces(last);
  state.expect(more);
  return more(line);
}

/** How many places a message of the linker has that has any. */
const PLACES = 2;

/** Lines `>>> defined in {file}`, `>>> defined as {type} in {file}` and, from other ports, `>>> referenced by {place}`. */
function readPlaces(made: Draft): Continuation {
  return (line) => {
    if (!line.startsWith('>>> ')) return false;
    appendLine(made, line);
    const place = /^>>> defined (?:in|as) /.test(line) ? line.slice('>>> defined '.length) : '';
    if (place.startsWith('in ')) addFile(made, place.slice('in '.length));
    else if (place.startsWith('as ')) addDefinition(made, place.slice('as '.length));
    else if (line.startsWith('>>> referenced by ')) made.referencedBy ??= line.slice('>>> referenced by '.length);
    return true;
  };
}

function addDefinition(made: Draft, text: string): void {
  const split = text.indexOf(' in ');
  if (split < 0) return;
  const what = text.slice(0, split);
  if (made.code === 'import-name-mismatch' || made.code === 'import-module-mismatch') {
    made.names = [...(made.names ?? []), what];
  } else made.types = [...(made.types ?? []), what];
  addFile(made, text.slice(split + ' in '.length));
}

/** A diagnostic holds few files; a hostile log may list any number. */
const FILES_KEPT = 16;

function addFile(made: Draft, file: string): void {
  made.file ??= file;
  if ((made.files?.length ?? 0) < FILES_KEPT) made.files = [...(made.files ?? []), file];
}
