/** Longest text that is written: back references can double a text with every step. */
const MAX_TEXT = 4096;
const MAX_SUBSTITUTIONS = 1024;

/** Thrown for what is no mangled name and for constructs that are not covered. */
export class Unreadable extends Error {}

/** A type in two parts, since a declarator stands in the middle of function and array types: `void (*` and `)(int)`. */
export interface Parts {
  readonly left: string;
  readonly right: string;
}

/** Where reading stands, and what later parts of the name can refer to. */
export interface State {
  readonly text: string;
  at: number;
  depth: number;
  readonly seen: Parts[];
  templateArguments: readonly string[];
}

/** The next character, empty at the end. */
export function peek(s: State): string {
  return s.text[s.at] ?? '';
}

/** Takes a character if it is the next. False: it is not, and nothing is taken. */
export function take(s: State, char: string): boolean {
  if (s.text[s.at] !== char) return false;
  s.at++;
  return true;
}

/** Whether everything was read. False: something follows. */
export function atEnd(s: State): boolean {
  return s.at === s.text.length;
}

/** Takes a decimal number. Throws `Unreadable` where there is none, or a huge one. */
export function readNumber(s: State): number {
  const digits = /^\d{1,5}/.exec(s.text.slice(s.at, s.at + 5))?.[0];
  if (digits === undefined) throw new Unreadable();
  s.at += digits.length;
  return Number(digits);
}

/** Adds what a substitution can refer to. Throws `Unreadable` where there are too many. */
export function remember(s: State, parts: Parts): Parts {
  if (s.seen.length > MAX_SUBSTITUTIONS) throw new Unreadable();
  s.seen.push(parts);
  return parts;
}

/** `_` is the first of a list, `0_` the second; digits are those of base 36. Throws `Unreadable` for anything else. */
export function readNumbered(s: State, list: readonly Parts[]): Parts {
  const digits = /^[0-9A-Z]{0,4}_/.exec(s.text.slice(s.at, s.at + 5))?.[0];
  if (digits === undefined) throw new Unreadable();
  s.at += digits.length;
  const found = list[digits === '_' ? 0 : Number.parseInt(digits, 36) + 1];
  if (!found) throw new Unreadable();
  return found;
}

/** Refuses text that has grown too long. Throws `Unreadable` then. */
export function bounded(text: string): string {
  if (text.length > MAX_TEXT) throw new Unreadable();
  return text;
}

/** Both parts as one text. Throws `Unreadable` where it is too long. */
export function join({ left, right }: Parts): string {
  return bounded(left.trimEnd() + (right && left.endsWith(' ') ? ' ' : '') + right);
}
