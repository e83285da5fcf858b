import type { FileKind } from './file-kinds.ts';
import type { NamedUse, Use } from './use.ts';

/** One text of a use, made ready. */
export interface Pattern {
  readonly entry: string;
  readonly use: Use;
  readonly kinds: ReadonlySet<FileKind>;
  /** The name that stands for `$`; undefined where there is none. */
  readonly name: string | undefined;
  /** The parts between `*`; never empty ones. */
  readonly parts: readonly string[];
  /** Which part is searched for, the longest. */
  readonly anchor: number;
  /** Whether it begins with `*`, and so inside of a word too. False: where a word begins, if it begins with one. */
  readonly opensAt: boolean;
  /** The same for its end. */
  readonly opensBehind: boolean;
}

/** All texts of some uses, one pattern for each text and name. */
export function compilePatterns(uses: readonly NamedUse[]): readonly Pattern[] {
  return uses.flatMap(({ entry, use }) =>
    expandTexts(use).map(({ text, name }): Pattern => {
      const parts = text.split('*').filter((part) => part !== '');
      const longest = Math.max(...parts.map(({ length }) => length));
      return {
        entry,
        use,
        kinds: new Set(use.in),
        name,
        parts,
        anchor: parts.findIndex(({ length }) => length === longest),
        opensAt: text.startsWith('*'),
        opensBehind: text.endsWith('*'),
      };
    }),
  );
}

/** A text of a use, and the name that stands in it for `$`. */
interface Expanded {
  readonly text: string;
  readonly name: string | undefined;
}

/** The texts of a use with each name in the place of `$`. */
export function expandTexts({ text, names = [] }: Use): readonly Expanded[] {
  return text.flatMap((one): readonly Expanded[] =>
    one.includes('$')
      ? names.map((name) => ({ text: one.replaceAll('$', name), name }))
      : [{ text: one, name: undefined }],
  );
}

/** How much of a line around a place is looked at, in bytes each way. */
const NEAR = 500;

/** The line around a place, at most `NEAR` bytes each way. */
export interface Around {
  readonly start: number;
  readonly end: number;
  /** Whether the line goes on beyond it. False: it is the whole line. */
  readonly isCut: boolean;
}

/** The part of its line that a place is looked at in. */
export function lineAround(text: string, at: number): Around {
  const [first, last] = [Math.max(0, at - NEAR), Math.min(text.length, at + NEAR)];
  const before = text.slice(first, at).lastIndexOf('\n');
  const behind = text.slice(at, last).indexOf('\n');
  const start = before < 0 ? first : first + before + 1;
  const end = behind < 0 ? last : at + behind;
  return { start, end, isCut: (before < 0 && first > 0) || (behind < 0 && last < text.length) };
}

/**
 * Where a pattern begins whose anchor stands at a place; less than 0 where the rest of it does not stand around it. The
 * parts are found from the anchor outwards, each at its nearest place, so that a line is looked through once.
 */
export function placeOf(pattern: Pattern, text: string, at: number, { start, end }: Around): number {
  const { parts, anchor } = pattern;
  let behind = at + parts[anchor]!.length;
  for (const part of parts.slice(anchor + 1)) {
    const found = text.slice(behind, end).indexOf(part);
    if (found < 0) return -1;
    behind += found + part.length;
  }
  let before = at;
  for (const part of parts.slice(0, anchor).reverse()) {
    const found = text.slice(start, before).lastIndexOf(part);
    if (found < 0) return -1;
    before = start + found;
  }
  const isWhole =
    (pattern.opensAt || !cutsWord(text, before) || isGluedSetting(text, before)) &&
    (pattern.opensBehind || !cutsWord(text, behind));
  return isWhole ? before : -1;
}

/** Where the word begins in which a place lies, not before `start`. */
export function wordStart(text: string, at: number, start: number): number {
  let first = at;
  while (first > start && cutsWord(text, first)) first--;
  return first;
}

/** Whether `-s` stands before a place, as `emcc -sNAME` has it. False: another word does, or none. */
function isGluedSetting(text: string, at: number): boolean {
  return text.startsWith('-s', at - 2) && !isWordUnit(text, at - 3);
}

/** Whether a word, of letters, digits and `_`, goes on over a place. False: none does. */
export function cutsWord(text: string, at: number): boolean {
  return isWordUnit(text, at - 1) && isWordUnit(text, at);
}

function isWordUnit(text: string, at: number): boolean {
  return at >= 0 && at < text.length && /\w/.test(text[at]!);
}
