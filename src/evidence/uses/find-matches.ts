import type { Buffer } from 'node:buffer';
import type { FileKind } from './file-kinds.ts';
import { isHarmless } from './harmless.ts';
import { type Around, lineAround, type Pattern, placeOf, wordStart } from './patterns.ts';
import type { Hit } from './use.ts';

/** A file's content. */
export interface SourceText {
  readonly kind: FileKind;
  readonly file: Buffer;
  /** One unit a byte, so that places are the same. */
  readonly text: string;
}

/** A use with the pattern that found it. */
export interface FoundUse extends Hit {
  readonly pattern: Pattern;
}

/** The most uses of one text that one file is said to have. */
const MOST_OF_ONE = 50;

/** A place where a pattern stands. */
export interface Match {
  readonly pattern: Pattern;
  /** Where its anchor stands, and where it begins. */
  readonly at: number;
  readonly place: number;
  readonly around: Around;
}

/**
 * The places where patterns stand and make a use, from the places of their anchors; and whether some stand in lines too
 * long for people, which are left out.
 */
export function findMatches(
  { kind, text }: SourceText,
  found: readonly { readonly info: { readonly patterns: readonly Pattern[] }; readonly places: readonly number[] }[],
  isInComment: (at: number) => boolean,
): { readonly matches: readonly Match[]; readonly isMinified: boolean } {
  const matches: Match[] = [];
  let isMinified = false;
  for (const { info, places } of found) {
    for (const pattern of info.patterns) {
      if (!pattern.kinds.has(kind)) continue;
      let count = 0;
      for (const at of places) {
        const around = lineAround(text, at);
        const place = placeOf(pattern, text, at, around);
        if (place < 0 || isHarmless(pattern, text, place, around) || isSkipped(pattern, place)) continue;
        if (around.isCut) {
          isMinified = true;
          continue;
        }
        if (++count > MOST_OF_ONE) break;
        matches.push({ pattern, at, place, around });
      }
    }
  }
  return { matches, isMinified };

  /** What a comment says is no use, unless what is used is written as one, as Go's directives are. */
  function isSkipped({ parts }: Pattern, place: number): boolean {
    return !parts[0]!.startsWith('//') && isInComment(place);
  }
}

/** What people are shown of matches, in the order of lines; each name once a line. */
export function describeHits(
  { file, text }: SourceText,
  matches: readonly Match[],
  lineOf: (at: number) => number,
): readonly FoundUse[] {
  const hits = new Map<string, FoundUse>();
  for (const { pattern, at, place, around } of matches) {
    const line = lineOf(at);
    const first = wordStart(text, place, around.start);
    const column = file.toString('utf8', around.start, first).length + 1;
    const shown = file.toString('utf8', around.start, around.end).trim();
    const key = `${pattern.entry} ${line} ${pattern.name}`;
    // Several texts may fit one use: where it begins is what the first of them says.
    if ((hits.get(key)?.column ?? Number.POSITIVE_INFINITY) <= column) continue;
    hits.set(key, { entry: pattern.entry, line, column, text: shown, pattern });
  }
  return [...hits.values()].sort((a, b) => a.line - b.line || a.column - b.column);
}

/** The numbers of the lines in which some places lie, counted in one pass. */
export function numberLines(text: string, places: readonly number[]): (at: number) => number {
  const numbers = new Map<number, number>();
  let [line, next] = [1, text.indexOf('\n')];
  for (const at of [...new Set(places)].sort((a, b) => a - b)) {
    while (next >= 0 && next < at) {
      line++;
      next = text.indexOf('\n', next + 1);
    }
    numbers.set(at, line);
  }
  return (at) => numbers.get(at) ?? 1;
}
