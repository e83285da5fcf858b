import { memoise } from '../../model/memoise.ts';
import type { CommentStyle } from './file-kinds.ts';

/** Spans of a text, in order: where each begins and where it has ended. */
type Spans = readonly (readonly [start: number, end: number])[];

/** How far before a place its line is looked at, in UTF-16 units. */
const NEAR = 500;

/**
 * Whether places of a text lie in comments. Blocks are found by their marks, comments of a line by looking at the line before
 * the place, which is read with its quotes; what a template of several lines or a regular expression hides may be taken for
 * either. False: a place lies outside of comments.
 */
export function findComments(text: string, style: CommentStyle): (at: number) => boolean {
  const { block, isOpenLine } = STYLES[style];
  const spans = memoise(() => (block ? findBlocks(text, block, isOpenLine) : []));
  return (at) => isOpenLine(lineBefore(text, at)) || liesIn(spans(), at);
}

/** How comments of a style are found. */
interface Finder {
  /** What begins and what ends a block. */
  readonly block?: readonly [begin: string, end: string];
  /** Whether the beginning of a line opens a comment that goes on to the line's end. */
  readonly isOpenLine: (line: string) => boolean;
}

const STYLES: Readonly<Record<CommentStyle, Finder>> = {
  none: { isOpenLine: () => false },
  // An address, `https://`, is none.
  slashes: { block: ['/*', '*/'], isOpenLine: (line) => opens(line, '//', (before) => before !== ':') },
  hash: { isOpenLine: (line) => opens(line, '#', (before) => before === '' || before === ' ' || before === '\t') },
  html: { block: ['<!--', '-->'], isOpenLine: (line) => /^[ \t]*(?:\/\/|\*)/.test(line) },
};

function lineBefore(text: string, at: number): string {
  const near = text.slice(Math.max(0, at - NEAR), at);
  return near.slice(near.lastIndexOf('\n') + 1);
}

/** Whether a mark stands in a line outside of quotes, behind a character that fits. False: it does not. */
function opens(line: string, mark: string, fits: (before: string) => boolean): boolean {
  for (let at = line.indexOf(mark); at >= 0; at = line.indexOf(mark, at + mark.length)) {
    if (fits(line[at - 1] ?? '') && !isQuoted(line, at)) return true;
  }
  return false;
}

/** Whether a quote is open at a place of a line. False: none is. */
function isQuoted(line: string, end: number): boolean {
  let quote = '';
  for (let at = 0; at < end; at++) {
    const character = line[at]!;
    if (character === '\\') at++;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'" || character === '`') quote = character;
  }
  return quote !== '';
}

function findBlocks(text: string, [begin, end]: readonly [string, string], isOpenLine: Finder['isOpenLine']): Spans {
  const spans: [number, number][] = [];
  for (let at = text.indexOf(begin); at >= 0; ) {
    const before = lineBefore(text, at);
    // `src/**/*.js` in quotes, and what stands in a comment already, begin none.
    if (isQuoted(before, before.length) || isOpenLine(before)) {
      at = text.indexOf(begin, at + begin.length);
      continue;
    }
    const found = text.indexOf(end, at + begin.length);
    const closed = found < 0 ? text.length : found + end.length;
    spans.push([at, closed]);
    at = text.indexOf(begin, closed);
  }
  return spans;
}

function liesIn(spans: Spans, at: number): boolean {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]![1] <= at) low = middle + 1;
    else high = middle;
  }
  return low < spans.length && spans[low]![0] <= at;
}
