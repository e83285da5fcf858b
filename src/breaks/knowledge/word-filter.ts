/** Shorter texts are searched for each word at once: that takes no longer than hashing the words. */
const SHORT = 512;

/** How many characters of a text are hashed together, and how many bits there are for the hashes. */
const GRAM = 4;
const BITS = 22;
/** So that `GRAM` shifts push a character out of `BITS`. */
const SHIFT = Math.ceil(BITS / GRAM);

/**
 * Whether words stand in a text; asked for thousands of words, of a text of megabytes, of which most are absent: those are
 * known by a run of characters that the text does not have, without a search.
 */
export function createWordFilter(text: string): (word: string) => boolean {
  if (text.length < SHORT) return (word) => text.includes(word);
  const mayHave = createRunFilter(text);
  return (word) => mayHave(word) && text.includes(word);
}

/** Marks all runs of four characters of a text. False: a word has a run that the text has not, so it is absent. */
export function createRunFilter(text: string): (word: string) => boolean {
  const marks = new Uint8Array(1 << (BITS - 3));
  let hash = 0;
  for (let at = 0; at < text.length; at++) {
    hash = push(hash, text.charCodeAt(at));
    if (at >= GRAM - 1) marks[hash >>> 3]! |= 1 << (hash & 7);
  }
  return (word) => hasAllRuns(word, marks);
}

/**
 * The same for lists of words that are looked for in many texts: gives of a text the numbers of those lists of which a word
 * stands in it; null is a list that always does. Words are filed by one of their runs, so that a text is asked only for words
 * of whose runs it has one.
 */
export function indexWords(lists: readonly (readonly string[] | null)[]): (text: string) => (list: number) => boolean {
  const always = new Set<number>();
  const short: Filed[] = [];
  const byRun = new Map<number, Filed[]>();
  for (const [list, words] of lists.entries()) {
    if (words === null) always.add(list);
    for (const word of words ?? []) {
      const runs = runsOf(word);
      if (runs.length === 0) short.push({ list, word });
      else rarest(runs, byRun).push({ list, word });
    }
  }
  return (text) => {
    const found = new Set(always);
    const look = ({ list, word }: Filed) => !found.has(list) && text.includes(word) && found.add(list);
    short.forEach(look);
    for (const run of new Set(runsOf(text))) byRun.get(run)?.forEach(look);
    return (list) => found.has(list);
  };
}

/** A word of a list. */
interface Filed {
  readonly list: number;
  readonly word: string;
}

/** Of the places of some runs the one where least is filed yet. */
function rarest(runs: readonly number[], byRun: Map<number, Filed[]>): Filed[] {
  const filed = (run: number) => byRun.get(run)?.length ?? 0;
  const run = runs.reduce((best, one) => (filed(one) < filed(best) ? one : best));
  const place = byRun.get(run) ?? [];
  byRun.set(run, place);
  return place;
}

/** The hashes of all runs of four characters; of fewer characters there are none. */
function runsOf(text: string): readonly number[] {
  const runs: number[] = [];
  let hash = 0;
  for (let at = 0; at < text.length; at++) {
    hash = push(hash, text.charCodeAt(at));
    if (at >= GRAM - 1) runs.push(hash);
  }
  return runs;
}

/** The hash of the last four characters, by that of the last four before them: older ones are shifted out. */
function push(hash: number, code: number): number {
  return ((hash << SHIFT) ^ (code * 0x9e5)) & ((1 << BITS) - 1);
}

function hasAllRuns(word: string, marks: Uint8Array): boolean {
  let hash = 0;
  for (let at = 0; at < word.length; at++) {
    hash = push(hash, word.charCodeAt(at));
    if (at >= GRAM - 1 && (marks[hash >>> 3]! & (1 << (hash & 7))) === 0) return false;
  }
  return true;
}
