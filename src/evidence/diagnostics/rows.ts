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

interface CompiledRow {
  readonly row: Row;
  readonly template: Template;
  /** Whether the template starts with a hole and `: `. */
  readonly led: boolean;
  readonly order: number;
}

/** How many `: ` of a message are tried as the end of a leading hole: file names rarely hold one. */
const LEADS_TRIED = 4;

/** How many wrappers a host or a caller puts around a message. */
const WRAPPERS_TRIED = 8;

/** Indexes rows. Where several fit a message, the earlier row wins. */
export function tableOf(rows: readonly Row[]): RowTable {
  const byWord = new Map<string, CompiledRow[]>();
  const loose: CompiledRow[] = [];
  rows.forEach((row, order) => {
    const template = compileTemplate(row.text);
    const led = template.literals[0] === '' && (template.literals[1] ?? '').startsWith(LEAD);
    const literal = led ? template.literals[1]!.slice(LEAD.length) : template.literals[0]!;
    const space = literal.indexOf(' ');
    const whole = space > 0 || (template.holes.length === (led ? 1 : 0) && !template.open && literal !== '');
    const compiled = { row, template, led, order };
    if (!whole) loose.push(compiled);
    else {
      const word = (space > 0 ? literal.slice(0, space) : literal).toLowerCase();
      const bucket = byWord.get(word);
      if (bucket) bucket.push(compiled);
      else byWord.set(word, [compiled]);
    }
  });
  return { byWord, loose };
}

/** The diagnostic that a message is by a tool's rows, or null. Rows known by their first word are tried first. */
export function readRow(
  table: RowTable,
  reporter: Reporter,
  severity: Severity | undefined,
  text: string,
): Draft | null {
  const found = findByWord(table, text) ?? findLoose(table, text);
  return found && toDraft(found, reporter, severity, text);
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

interface Found {
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
  return table.byWord.get(text.slice(start, end).toLowerCase()) ?? NONE;
}

const NONE: readonly CompiledRow[] = [];

/** Longest first word that any template has, with room. */
const WORD_CAP = 64;

function findIn(rows: readonly CompiledRow[], text: string, start: number, first: string | undefined): Found | null {
  for (const compiled of rows) {
    if (compiled.led !== (first !== undefined)) continue;
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
