import type { DiagnosticCode } from '../../model/codes.ts';
import type { Reporter, Severity } from '../../model/diagnostic.ts';
import { type Draft, draft, type Fields } from './draft.ts';
import { compileTemplate, fillFields, LEAD, matchTemplate, type Template } from './template.ts';

/** One message that a tool can print. */
export interface Row {
  readonly code: DiagnosticCode;
  /** In the notation of `Template`. */
  readonly text: string;
  /** First release with this wording, where known. */
  readonly since?: string;
  /** Last release with this wording, where known. */
  readonly until?: string;
  /** Where the tool prints no word for it, or means another; `error` unless given. */
  readonly severity?: Severity;
  /** Fields that the wording determines without printing them. */
  readonly set?: Fields;
  /** Last touches: a path split into archive and member, a field derived from another. */
  readonly fix?: (draft: Draft) => void;
}

/** A tool's rows, found by how a message starts, or what stands behind a leading `{file}: `. */
export interface RowTable {
  /** Those that start with a whole word, by `startAt`. */
  readonly byStart: ReadonlyMap<number, readonly CompiledRow[]>;
  readonly loose: readonly CompiledRow[];
}

/** A row with its template taken apart. */
export interface CompiledRow {
  readonly row: Row;
  readonly template: Template;
}

/** How many `: ` of a message are tried as the end of a leading hole: file names rarely hold one. */
const LEADS_TRIED = 4;

/** How many wrappers a host or a caller puts around a message. */
const WRAPPERS_TRIED = 8;

/** Indexes rows when it is first asked for one: a log needs few tables. Where several fit a message, the earlier row wins. */
export function tableOf(rows: readonly Row[]): RowTable {
  let made: RowTable | undefined;
  const index = () => {
    made ??= indexRows(rows);
    return made;
  };
  return {
    get byStart() {
      return index().byStart;
    },
    get loose() {
      return index().loose;
    },
  };
}

function indexRows(rows: readonly Row[]): RowTable {
  const byStart = new Map<number, CompiledRow[]>();
  const loose: CompiledRow[] = [];
  for (const row of rows) {
    const template = compileTemplate(row.text);
    const { head, literals, open } = template;
    const space = head.indexOf(' ');
    const whole = space > 0 || (literals.length === 0 && !open && head !== '');
    if (!whole) loose.push({ row, template });
    else addTo(byStart, startAt(head, 0), { row, template });
  }
  return { byStart, loose };
}

/** The first two characters at a place as a number, the first in lower case: few rows of a table share them. */
function startAt(text: string, at: number): number {
  const first = text.charCodeAt(at);
  const isCapital = first >= 65 && first <= 90;
  return ((isCapital ? first + 32 : first) << 8) ^ text.charCodeAt(at + 1);
}

function addTo(byStart: Map<number, CompiledRow[]>, start: number, compiled: CompiledRow): void {
  const bucket = byStart.get(start);
  if (bucket) bucket.push(compiled);
  else byStart.set(start, [compiled]);
}

/** The diagnostic that a message is by a tool's rows, or null. Rows known by their first word are tried first. */
export function readRow(
  table: RowTable,
  reporter: Reporter,
  severity: Severity | undefined,
  text: string,
): Draft | null {
  const found = findRow(table, text);
  return found && toDraft(found, reporter, severity, text);
}

/** The row that a message fits and what fills its holes, or null. */
export function findRow(table: RowTable, text: string): Found | null {
  return findIn(table.byStart, text) ?? findIn(table.loose, text);
}

/**
 * The same for a message that may stand behind wrappers (`RuntimeError: `, `panic: `, `error compiling wasm binary: `):
 * a row without a leading hole also fits behind each of the first `: `.
 */
export function readFloatingRow(table: RowTable, reporter: Reporter, text: string): Draft | null {
  let start = 0;
  for (let tried = 0; tried <= WRAPPERS_TRIED; tried++) {
    const found = findAt(table.byStart, text, start, undefined) ?? findAt(table.loose, text, start, undefined);
    if (found) return toDraft(found, reporter, undefined, text);
    const colon = text.indexOf(LEAD, start);
    if (colon < 0) return null;
    start = colon + LEAD.length;
  }
  return null;
}

/** A row and the contents of its template's holes. */
export interface Found {
  readonly compiled: CompiledRow;
  readonly values: readonly string[];
}

type Rows = RowTable['byStart'] | RowTable['loose'];

/** Looks for the row at the start of a text, then behind each of its first `: `. */
function findIn(rows: Rows, text: string): Found | null {
  const bare = findAt(rows, text, 0, undefined);
  if (bare) return bare;
  let colon = text.indexOf(LEAD);
  for (let tried = 0; colon > 0 && tried < LEADS_TRIED; tried++) {
    const found = findAt(rows, text, colon + LEAD.length, colon);
    if (found) return found;
    colon = text.indexOf(LEAD, colon + LEAD.length);
  }
  return null;
}

/** `lead` is where a leading hole ends; undefined where there is none. */
function findAt(rows: Rows, text: string, start: number, lead: number | undefined): Found | null {
  const some = 'get' in rows ? rows.get(startAt(text, start)) : rows;
  if (!some) return null;
  for (const compiled of some) {
    if (compiled.template.led !== (lead !== undefined)) continue;
    const values = matchTemplate(compiled.template, text, start, lead);
    if (values) return { compiled, values };
  }
  return null;
}

function toDraft({ compiled, values }: Found, reporter: Reporter, printed: Severity | undefined, text: string): Draft {
  const { row, template } = compiled;
  const made = draft(reporter, printed ?? row.severity ?? 'error', row.code, text, row.set);
  fillFields(made, template, values);
  row.fix?.(made);
  return made;
}
