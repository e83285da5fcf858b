/** Pairs of letters that texts and logs are full of, the most common first; those that are not listed are rarer still. */
const COMMON = (
  'e |in|or| t|er|t |s |th| a|re|on|d |te|n |at|he| o| i|en|ed|an|r |se|em|as|de|ti|st|ro| c|li|le|es| w| s|nd|ar' +
  '|co|al|it|nt|ri|io|ne|un|is|ce|wa|ns|rt|ex|o |to|ou|y |ha| e| f|me|no| m|ng|ve| p|sm|ll|ta| r|of|us|ec|ma|ct|p' +
  'o|il|ic|f |ca|rr|fi|om| b|ac| l|pt| n|si|od|ib|ms|ch|ra|a |-l|ot|g |ut|-e| u|xp|ur|ea|et|ai|ld|di|if|pr| d|cr|' +
  'mp|ip|l |ho|ol|m |lo|h |ef|mo'
).split('|');

const RANKS: ReadonlyMap<string, number> = new Map(COMMON.map((pair, rank) => [pair, rank]));

/** Words of two bytes and fewer have no pair at every parity. */
const SHORTEST = 3;

/** What a pair of bytes may be, in the table of all pairs; greater numbers are places in a list of words. */
const NOTHING = 0;
const STOP = 1;

/** Looks for the first of several words, or the first byte of several, in a part of some bytes. */
export type WordFinder = (bytes: Uint8Array, from: number, to: number) => number;

/**
 * Makes a finder of some ASCII words of three letters and more and of bytes that no word holds; it gives a place in
 * the first word or the place of the first such byte, or -1. It looks at every second pair of bytes, so that a word
 * shows either its pairs at even places or those at odd ones: the rarest of each gives it away and is then compared.
 * Time is linear: a pair has a fixed list of words. Throws `RangeError` for a shorter word.
 */
export function compileWords(words: readonly string[], isStop: (byte: number) => boolean): WordFinder {
  const { kinds, suspects } = fillTable(words, isStop);
  // Side by side in memory: one pair in five of a common text may be of a word, and is looked at further.
  const list = suspects.flat();
  let end = 0;
  const ends = Uint16Array.from(suspects, (some) => {
    end += some.length;
    return end;
  });
  const besides = Int8Array.from(list, ({ beside }) => beside);
  const letters = Uint8Array.from(list, ({ word, pair, beside }) => word[pair + beside]!);
  const isWord = (bytes: Uint8Array, from: number, to: number, at: number, kind: number) => {
    for (let index = ends[kind - 1]!; index < ends[kind]!; index++) {
      if (bytes[at + besides[index]!] !== letters[index]) continue;
      const { word, pair } = list[index]!;
      if (holds(bytes, from, to, at - pair, word)) return true;
    }
    return false;
  };
  return (bytes, from, to) => {
    let at = from;
    for (; at + 1 < to; at += 2) {
      const kind = kinds[bytes[at]! | (bytes[at + 1]! << 8)]!;
      if (kind === NOTHING) continue;
      if (kind === STOP) return isStop(bytes[at]!) ? at : at + 1;
      if (isWord(bytes, from, to, at, kind)) return at;
    }
    return at < to && isStop(bytes[at]!) ? at : -1;
  };
}

interface Suspect {
  readonly word: Uint8Array;
  /** Where in the word the pair is that gives it away. */
  readonly pair: number;
  /** Where another letter is, seen from the pair: most that look like the word differ from it by that one alone. */
  readonly beside: number;
}

/** Whether a word stands at a place, within a part of some bytes. */
export function holds(bytes: Uint8Array, from: number, to: number, start: number, word: Uint8Array): boolean {
  if (start < from || start + word.length > to) return false;
  for (let at = 0; at < word.length; at++) if (bytes[start + at] !== word[at]) return false;
  return true;
}

function fillTable(words: readonly string[], isStop: (byte: number) => boolean) {
  const kinds = new Uint8Array(65_536);
  for (let byte = 0; byte < 256; byte++) {
    if (!isStop(byte)) continue;
    for (let other = 0; other < 256; other++) kinds[byte | (other << 8)] = kinds[other | (byte << 8)] = STOP;
  }
  const suspects: Suspect[][] = [[], []];
  for (const text of words) {
    if (text.length < SHORTEST) throw new RangeError(`${JSON.stringify(text)} is too short to look for`);
    const word = new TextEncoder().encode(text);
    for (const parity of [0, 1]) {
      const pair = rarestPair(text, parity);
      const code = word[pair]! | (word[pair + 1]! << 8);
      if (kinds[code] === NOTHING) kinds[code] = suspects.push([]) - 1;
      suspects[kinds[code]!]!.push({ word, pair, beside: pair + 2 < word.length ? 2 : -1 });
    }
  }
  return { kinds, suspects };
}

function rarestPair(word: string, parity: number): number {
  let best = parity;
  for (let at = parity; at + 1 < word.length; at += 2) if (rarity(word, at) > rarity(word, best)) best = at;
  return best;
}

function rarity(word: string, at: number): number {
  return RANKS.get(word.slice(at, at + 2)) ?? RANKS.size;
}
