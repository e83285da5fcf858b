import { memoise } from '../../model/memoise.ts';
import { indexKnowledge, type Knowledge, wordsOf } from './find-known.ts';
import { foldText } from './fold-text.ts';
import type { KnownBreak } from './knowledge.ts';
import { createWordFilter } from './word-filter.ts';

/** A character beyond printable ASCII. */
const BEYOND_ASCII = /[^\x20-\x7e]/g;

/**
 * Knowledge as the build ships it: a line of words, then a line of JSON for each entry. The first line has for each entry
 * the longest literal part of each of its texts, folded, one of which must stand in a log that the entry is about; null for one
 * that no text asks for. In ASCII, which is read and parsed in two thirds of the time.
 */
export function printKnowledge(entries: readonly KnownBreak[]): string {
  return [entries.map(wordsOf), ...entries]
    .map((line) => `${JSON.stringify(line).replace(BEYOND_ASCII, escapeUnit)}\n`)
    .join('');
}

/** All entries of a text that `printKnowledge` made. Throws `SyntaxError` for any other. */
export function parseAll(text: string): readonly KnownBreak[] {
  const [, ...lines] = text.trimEnd().split('\n');
  return JSON.parse(`[${lines.join(',')}]`) as readonly KnownBreak[];
}

/** Knowledge over such a text; entries are parsed when they are asked for. Throws `SyntaxError` then, for any other text. */
export function indexShipped(text: string): Knowledge {
  const all = memoise(() => indexKnowledge(parseAll(text)));
  return {
    entriesOf: (kind) => all().entriesOf(kind),
    matchersOf: (kind, subject) => all().matchersOf(kind, subject),
    narrow: (log) => indexKnowledge(parseSome(text, log)),
  };
}

function parseSome(text: string, log: string): readonly KnownBreak[] {
  const stands = createWordFilter(foldText(log));
  let at = text.indexOf('\n');
  const chosen: string[] = [];
  for (const words of JSON.parse(text.slice(0, at)) as readonly (readonly string[] | null)[]) {
    const end = text.indexOf('\n', at + 1);
    if (words === null || words.some(stands)) chosen.push(text.slice(at + 1, end));
    at = end;
  }
  return JSON.parse(`[${chosen.join(',')}]`) as readonly KnownBreak[];
}

/** A UTF-16 unit as JSON may spell it. */
function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
