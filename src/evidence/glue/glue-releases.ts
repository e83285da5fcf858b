import { type FindWord, GLUE_RELEASES, type WordSpans } from './glue-words.ts';
import type { Glue } from './read-glue.ts';

/** Which releases of Emscripten can have written a script. */
export interface GlueReleases {
  /** Their numbers. */
  readonly releases: ReadonlySet<string>;
  /** How many of its words were known. */
  readonly known: number;
  /** Words that bound the releases, each with since when, or until when, there is one. */
  readonly because: readonly string[];
}

/** Fewer known words say nothing. */
const LEAST = 3;
/** A script of which more of the known words fit no release is somebody else's. */
const MOST_ODD = 0.4;
/** So many words can be a program's own, without that being noticed by others that contradict. */
const MANY = 30;

interface Known {
  readonly word: string;
  readonly spans: WordSpans;
}

/**
 * The releases that have all words of a script that are known to be Emscripten's, or all but a few, since a program’s
 * own part may have a function of the same name; null where too few are known or no release has most of them.
 */
export function findGlueReleases(glue: Glue, find: FindWord): GlueReleases | null {
  const known = [...listWords(glue)].flatMap((word): Known[] => {
    const spans = find(word);
    return spans ? [{ word, spans }] : [];
  });
  if (known.length < LEAST) return null;
  const lacking = new Int32Array(GLUE_RELEASES.length).fill(known.length);
  for (const { spans } of known) {
    for (const [since, until] of spans) for (let place = since; place < until; place++) lacking[place]!--;
  }
  const least = Math.min(...lacking);
  if (least > known.length * MOST_ODD) return null;
  const slack = Math.max(
    known.length >= MANY ? 1 : 0,
    Math.ceil(least / 2),
    least > 0 ? Math.ceil(known.length / 100) : 0,
  );
  const fits = [...lacking].map((count) => count <= least + slack);
  return {
    releases: new Set(GLUE_RELEASES.filter((_, place) => fits[place])),
    known: known.length,
    because: printBounds(known, fits),
  };
}

function* listWords({ names, texts }: Glue): Generator<string> {
  for (const name of names) if (name.length >= 6 && /[a-z][A-Z]|_/.test(name)) yield name;
  for (const text of texts) if (/[ :]/.test(text)) yield text;
}

/** A word that came with the first of the releases, or not long before, and one that went with the last. */
function printBounds(known: readonly Known[], fits: readonly boolean[]): string[] {
  const first = fits.indexOf(true);
  const last = fits.lastIndexOf(true);
  const came = known
    .flatMap(({ word, spans }) => (spans.length === 1 && spans[0]![0] <= first ? [{ word, place: spans[0]![0] }] : []))
    .sort((a, b) => b.place - a.place)[0];
  const went = known
    .flatMap(({ word, spans }) => (spans.length === 1 && spans[0]![1] > last ? [{ word, place: spans[0]![1] }] : []))
    .sort((a, b) => a.place - b.place)[0];
  return [
    ...(came && came.place > 0 ? [`${quote(came.word)} since ${GLUE_RELEASES[came.place]}`] : []),
    ...(went && went.place < GLUE_RELEASES.length ? [`${quote(went.word)} before ${GLUE_RELEASES[went.place]}`] : []),
  ];
}

/** Names as they are, messages in quotes and not whole. */
function quote(word: string): string {
  if (/^[\w$]+$/.test(word)) return word;
  return `“${word.length > 40 ? `${word.slice(0, 40)}…` : word}”`;
}
