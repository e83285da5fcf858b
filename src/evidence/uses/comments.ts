import type { CommentStyle } from './file-kinds.ts';

/** Spans of a text, in order: where each begins and where it has ended. */
type Spans = readonly (readonly [start: number, end: number])[];

/**
 * Whether places of a text lie in comments. Found by one pass that knows comments and quotes alone: what a template or a
 * regular expression hides from it may be taken for either. False: a place lies outside of comments.
 */
export function findComments(text: string, style: CommentStyle): (at: number) => boolean {
  const spans = FINDERS[style](text);
  return (at) => {
    let [low, high] = [0, spans.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (spans[middle]![1] <= at) low = middle + 1;
      else high = middle;
    }
    return low < spans.length && spans[low]![0] <= at;
  };
}

const FINDERS: Readonly<Record<CommentStyle, (text: string) => Spans>> = {
  none: () => [],
  slashes: findSlashes,
  hash: findHashes,
  html: findHtml,
};

/** `// …` and `/* … *\/`, outside of quotes. */
function findSlashes(text: string): Spans {
  const spans: [number, number][] = [];
  let at = 0;
  while (at < text.length) {
    const character = text[at]!;
    if (character === '"' || character === "'" || character === '`') at = skipQuoted(text, at, character);
    else if (character === '/' && (text[at + 1] === '/' || text[at + 1] === '*')) {
      const [mark, skip] = text[at + 1] === '/' ? ['\n', 0] : ['*/', 2];
      const found = text.indexOf(mark, at + 2);
      const end = found < 0 ? text.length : found + skip;
      spans.push([at, end]);
      at = end;
    } else at++;
  }
  return spans;
}

/** Where a quoted text has ended: behind the same quote, at the end of its line unless it is a template. */
function skipQuoted(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at]!;
    if (character === '\\') at++;
    else if (character === quote) return at + 1;
    else if (character === '\n' && quote !== '`') return at;
  }
  return text.length;
}

/** `# …` at the beginning of a word, outside of quotes of its line. */
function findHashes(text: string): Spans {
  const spans: [number, number][] = [];
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    let quote = '';
    for (let at = start; at < end; at++) {
      const character = text[at]!;
      if (quote !== '') {
        if (character === quote) quote = '';
      } else if (character === '"' || character === "'") quote = character;
      else if (character === '#' && (at === start || ' \t'.includes(text[at - 1]!))) {
        spans.push([at, end]);
        break;
      }
    }
    start = end + 1;
  }
  return spans;
}

/** `<!-- … -->`, and lines that begin with `//` or `*`, as scripts inside a page have them. */
function findHtml(text: string): Spans {
  const spans: [number, number][] = [];
  let at = 0;
  while (at < text.length) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(at, end);
    const open = line.indexOf('<!--');
    if (open >= 0) {
      const close = text.indexOf('-->', at + open);
      const closed = close < 0 ? text.length : close + 3;
      spans.push([at + open, closed]);
      at = closed;
      continue;
    }
    if (/^[ \t]*(?:\/\/|\*)/.test(line)) spans.push([at, end]);
    at = end + 1;
  }
  return spans;
}
