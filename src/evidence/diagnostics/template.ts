import type { Draft, Fields } from './draft.ts';

/**
 * A message as a tool's source has it: literal text with holes. `{symbol}` fills that field, `{_}` is dropped, a final
 * `…` lets anything follow. A hole ends at the first occurrence of the literal behind it, so that matching costs one
 * pass over the text whatever it holds.
 */
export interface Template {
  readonly literals: readonly string[];
  readonly holes: readonly string[];
  /** Whether text may follow the last literal. */
  readonly open: boolean;
}

/** Splits the notation of `Template` into its parts. */
export function compileTemplate(notation: string): Template {
  const open = notation.endsWith('…');
  const parts = (open ? notation.slice(0, -1) : notation).split(/\{(\w+)\}/);
  return {
    literals: parts.filter((_, index) => index % 2 === 0),
    holes: parts.filter((_, index) => index % 2 === 1),
    open,
  };
}

/**
 * Matches a template at `start` of a text; `first` fills a hole that stands before the first literal. Returns the
 * holes' contents, or null. Case is ignored in the first letter alone: LLVM 13 and Emscripten 3.1.5x changed just that.
 */
export function matchTemplate(template: Template, text: string, start = 0, first?: string): string[] | null {
  const { literals, holes, open } = template;
  let [literal, index] = [literals[0]!, 0];
  const values: string[] = [];
  if (first !== undefined) {
    literal = literals[1]!.slice(LEAD.length);
    index = 1;
    values.push(first);
  }
  if (!startsWithLoosely(text, literal, start)) return null;
  let at = start + literal.length;
  for (; index < holes.length; index++) {
    const next = literals[index + 1]!;
    const last = index === holes.length - 1;
    const end = endOfHole(text, next, at, last, open);
    if (end < at) return null;
    values.push(text.slice(at, end));
    at = end + next.length;
  }
  return open || at === text.length ? values : null;
}

/** What stands between a leading hole and the message proper. */
export const LEAD = ': ';

/** Puts a hole's content into its field. A name that no field has is a mistake in a table and is caught by its test. */
export function fillFields(target: Draft, template: Template, values: readonly string[]): void {
  for (let index = 0; index < values.length; index++) setField(target, template.holes[index]!, values[index]!);
}

/** Sets one text field; `line` and `column` become numbers, `_` is dropped, an empty value leaves the field out. */
export function setField(target: Fields, name: string, value: string): void {
  if (name === '_' || value === '') return;
  const fields = target as Record<string, string | number>;
  if (name === 'line' || name === 'column') {
    const number = Number(value);
    if (Number.isSafeInteger(number)) fields[name] = number;
  } else fields[name] = value;
}

function endOfHole(text: string, next: string, at: number, last: boolean, open: boolean): number {
  if (next === '') return text.length;
  if (last && !open) return text.endsWith(next) ? text.length - next.length : -1;
  return text.indexOf(next, at);
}

function startsWithLoosely(text: string, literal: string, start: number): boolean {
  if (literal === '') return true;
  if (!text.startsWith(literal.slice(1), start + 1)) return false;
  const [a, b] = [text[start], literal[0]];
  return a === b || (a !== undefined && a.toLowerCase() === b!.toLowerCase());
}
