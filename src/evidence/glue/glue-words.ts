import { createHash } from 'node:crypto';
import data from './glue-words.json' with { type: 'json' };

/**
 * Words of Emscripten's JavaScript by release: names that its runtime and library define, and messages in quotes, that
 * some releases from 1.38.0 on have and others have not. Read by pattern from the sources at the tags in `releases`
 * (emscripten-core/emscripten, `src/**.js`, and what `emcc.py`, `emscripten.py` and `tools/` write), a name of the
 * library also as it is in the glue, behind `_`. A release has a word where it stands anywhere in these sources, so that
 * it is never said too narrowly. Names of less than six letters or without a hump or `_`, messages of less than ten
 * letters or without a blank or colon, and what ports bring along (WebGPU, GLFW) are left out: programs have such too.
 *
 * Words are not kept but the first six characters of their SHA-1 in base64url, sorted, each with the number of its entry
 * in `spans` in two more digits of base64url: what is found is shown as the script has it. An entry is one span
 * `since..until` or several, joined by `+`.
 */
const { releases, spans, words } = data;

/** The releases that `words` speaks of, in order. */
export const GLUE_RELEASES: readonly string[] = releases.join(' ').split(' ');

/** In which releases there is a word, by spans of indices into `GLUE_RELEASES`, ends not included. */
export type WordSpans = readonly (readonly [since: number, until: number])[];

/** Looks words up; null for those that say nothing. */
export type FindWord = (word: string) => WordSpans | null;

/** How many characters of the hash are kept, and how many an entry has with its number. */
const KEPT = 6;
const ENTRY = 8;
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Prepares looking up. */
export function openWords(): FindWord {
  const entries = words.join('');
  const lists = spans.join(' ').split(' ');
  return (word) => {
    const at = findEntry(entries, createHash('sha1').update(word).digest('base64url').slice(0, KEPT));
    if (at < 0) return null;
    const place = DIGITS.indexOf(entries[at + KEPT]!) * DIGITS.length + DIGITS.indexOf(entries[at + KEPT + 1]!);
    return lists[place]!.split('+').map(readSpan);
  };
}

/** Where the entry with a hash begins; less than 0 where there is none. */
function findEntry(entries: string, hash: string): number {
  let low = 0;
  let high = entries.length / ENTRY;
  while (low < high) {
    const middle = (low + high) >> 1;
    const found = entries.slice(middle * ENTRY, middle * ENTRY + KEPT);
    if (found === hash) return middle * ENTRY;
    if (found < hash) low = middle + 1;
    else high = middle;
  }
  return -1;
}

function readSpan(span: string): readonly [since: number, until: number] {
  const [since = '', until = ''] = span.split('..');
  return [
    since === '' ? 0 : GLUE_RELEASES.indexOf(since),
    until === '' ? GLUE_RELEASES.length : GLUE_RELEASES.indexOf(until),
  ];
}
