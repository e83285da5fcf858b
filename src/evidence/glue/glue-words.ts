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
 * Words are not kept but the first six characters of their SHA-1 in base64url: what is found is shown as the script has
 * it.
 */
const { releases, words } = data;

/** The releases that `words` speaks of, in order. */
export const GLUE_RELEASES: readonly string[] = releases.split(' ');

/** In which releases there is a word, by spans of indices into `GLUE_RELEASES`, ends not included. */
export type WordSpans = readonly (readonly [since: number, until: number])[];

/** Looks words up; null for those that say nothing. */
export type FindWord = (word: string) => WordSpans | null;

/** How many characters of the hash are kept. */
const KEPT = 6;

/** Prepares looking up, which takes some milliseconds. */
export function openWords(): FindWord {
  const place = new Map(GLUE_RELEASES.map((release, index) => [release, index]));
  const spansOf = new Map<string, WordSpans>();
  for (const [key, lines] of Object.entries(words)) {
    const spans = key.split(' ').map((span) => {
      const [since = '', until = ''] = span.split('..');
      return [place.get(since) ?? 0, place.get(until) ?? GLUE_RELEASES.length] as const;
    });
    for (const line of lines) {
      for (let at = 0; at < line.length; at += KEPT) spansOf.set(line.slice(at, at + KEPT), spans);
    }
  }
  return (word) => spansOf.get(createHash('sha1').update(word).digest('base64url').slice(0, KEPT)) ?? null;
}
