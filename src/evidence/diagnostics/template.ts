import type { Draft, Fields } from './draft.ts';

/**
 * A message as a tool's source has it: literal text with holes. `{symbol}` fills that field, `{_}` is dropped, a final
 * `…` lets anything follow. A hole ends at the first occurrence of the literal behind it, so that matching costs one
 * pass over the text whatever it holds.
 */
export interface Template {
  /** The literal that the message proper starts with; empty where it starts with a hole. */
  readonly head: string;
  /** Whether a hole and `: ` stand before the head. False: the text begins with the head. */
  readonly led: boolean;
  readonly holes: readonly string[];
  /** The literal behind each hole, but for a leading one. */
  readonly literals: readonly string[];
  /** Whether text may follow the last literal. False: the text ends with it. */
  readonly open: boolean;
  /** The head's first letter in either case, and the rest of it. */
  readonly initials: string;
  readonly rest: string;
}

/** What stands between a leading hole and the message proper. */
export const LEAD = ': ';

/** Splits the notation of `Template` into its parts. */
export function compileTemplate(notation: string): Template {
  const open = notation.endsWith('…');
  const parts = (open ? notation.slice(0, -1) : notation).split(/\{(\w+)\}/);
  const [before = '', ...literals] = parts.filter((_, index) => index % 2 === 0);
  const holes = parts.filter((_, index) => index % 2 === 1);
  const led = before === '' && literals.length > 0 && literals[0]!.startsWith(LEAD);
  const head = led ? literals.shift()!.slice(LEAD.length) : before;
  const initials = head === '' ? '' : head[0]!.toLowerCase() + head[0]!.toUpperCase();
  return { head, led, holes, literals, open, initials, rest: head.slice(1) };
}

/**
 * Matches a template at `start` of a text; a leading hole ends at `lead`. Returns the holes' contents, or null. Case is
 * ignored in the first letter alone: LLVM 13 and Emscripten 3.1.5x changed just that.
 */
export function matchTemplate(template: Template, text: string, start = 0, lead?: number): string[] | null {
  const { head, literals, open } = template;
  if (head !== '' && !startsWithHead(template, text, start)) return null;
  const values = lead === undefined ? [] : [text.slice(0, lead)];
  let at = start + head.length;
  if (at > text.length) return null;
  for (let index = 0; index < literals.length; index++) {
    const next = literals[index]!;
    const end = endOfHole(text, next, at, index === literals.length - 1, open);
    if (end < at) return null;
    values.push(text.slice(at, end));
    at = end + next.length;
  }
  return open || at === text.length ? values : null;
}

/** Whether the head stands at a place. Its last letter is looked at first: few rows that start alike share it. */
function startsWithHead({ initials, rest }: Template, text: string, start: number): boolean {
  const end = rest.length;
  if (end > 0 && text.charCodeAt(start + end) !== rest.charCodeAt(end - 1)) return false;
  return text.startsWith(rest, start + 1) && initials.includes(text.charAt(start));
}

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
