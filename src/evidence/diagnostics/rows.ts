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

/** A tool's rows, found by the first word of a message or of what stands behind a leading `{file}: `. */
export interface RowTable {
  readonly byWord: ReadonlyMap<string, readonly CompiledRow[]>;
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

/** Indexes rows. Where several fit a message, the earlier row wins. */
export function tableOf(rows: readonly Row[]): RowTable {
  const byWord = new Map<string, CompiledRow[]>();
  const loose: CompiledRow[] = [];
  for (const row of rows) {
    const template = compileTemplate(row.text);
    const { head, literals, open } = template;
    const space = head.indexOf(' ');
    const whole = space > 0 || (literals.length === 0 && !open && head !== '');
    if (!whole) loose.push({ row, template });
    else for (const word of bothCases(space > 0 ? head.slice(0, space) : head)) addTo(byWord, word, { row, template });
  }
  return { byWord, loose };
}

/** A word as written and with its first letter in the other case. */
function bothCases(word: string): ReadonlySet<string> {
  const rest = word.slice(1);
  return new Set([word.charAt(0).toLowerCase() + rest, word.charAt(0).toUpperCase() + rest]);
}

function addTo(byWord: Map<string, CompiledRow[]>, word: string, compiled: CompiledRow): void {
  const bucket = byWord.get(word);
  if (bucket) bucket.push(compiled);
  else byWord.set(word, [compiled]);
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
  return findByWord(table, text) ?? findLoose(table, text);
}

/**
 * The same for a message that may stand behind wrappers (`RuntimeError: `, `panic: `, `error compiling wasm binary: `):
 * a row without a leading hole also fits behind each of the first `: `.
 */
export function readFloatingRow(table: RowTable, reporter: Reporter, text: string): Draft | null {
  let start = 0;
  for (let tried = 0; tried <= WRAPPERS_TRIED; tried++) {
    const found =
      findIn(bucketAt(table, text, start), text, start, undefined) ?? findIn(table.loose, text, start, undefined);
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

function findByWord(table: RowTable, text: string): Found | null {
  return (
    findIn(bucketAt(table, text, 0), text, 0, undefined) ??
    atLeads(text, (start, first) => findIn(bucketAt(table, text, start), text, start, first))
  );
}

function findLoose(table: RowTable, text: string): Found | null {
  return (
    findIn(table.loose, text, 0, undefined) ?? atLeads(text, (start, first) => findIn(table.loose, text, start, first))
  );
}

function atLeads(text: string, find: (start: number, first: string) => Found | null): Found | null {
  let colon = text.indexOf(LEAD);
  for (let tried = 0; colon > 0 && tried < LEADS_TRIED; tried++) {
    const found = find(colon + LEAD.length, text.slice(0, colon));
    if (found) return found;
    colon = text.indexOf(LEAD, colon + LEAD.length);
  }
  return null;
}

function bucketAt(table: RowTable, text: string, start: number): readonly CompiledRow[] {
  const space = text.indexOf(' ', start);
  const end = Math.min(space < 0 ? text.length : space, start + WORD_CAP);
  return table.byWord.get(text.slice(start, end)) ?? NONE;
}

const NONE: readonly CompiledRow[] = [];

/** Longest first word that any template has, with room. */
const WORD_CAP = 64;

function findIn(rows: readonly CompiledRow[], text: string, start: number, first: string | undefined): Found | null {
  for (const compiled of rows) {
    if (compiled.template.led !== (first !== undefined)) continue;
    const values = matchTemplate(compiled.template, text, start, first);
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
