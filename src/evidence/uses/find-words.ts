/** Called for each place where a word stands: which word, and where its first byte is. */
export type OnWord = (word: number, at: number) => void;

/** Finds all of many words in some bytes, in one pass. */
export type WordFinder = (bytes: Uint8Array, length: number, onWord: OnWord) => void;

/** The shortest word that is taken, in bytes: the longer the shortest one is, the further the search may skip. */
export const SHORTEST_WORD = 6;

/** Bytes that are hashed together, and how many hashes there are: so many bytes fit a processor's first cache. */
const GRAM = 3;
const HASHES = 1 << 15;

/**
 * Prepares the search for words, ASCII of at least `SHORTEST_WORD` characters, by the algorithm of Wu and Manber (A fast
 * algorithm for multi-pattern searching, 1994): most places are skipped by what the last three bytes allow. In time linear
 * in bytes times words that share their last bytes. Throws `RangeError` for a shorter word.
 */
export function compileWords(words: readonly string[]): WordFinder {
  const all = words.map((word) => Uint8Array.from(word, (character) => character.charCodeAt(0)));
  if (all.some(({ length }) => length < SHORTEST_WORD)) throw new RangeError('a word is too short to be searched for');
  const window = Math.min(...all.map(({ length }) => length));
  const furthest = window - GRAM + 1;
  const shifts = new Uint8Array(HASHES).fill(furthest);
  const byHash = new Map<number, number[]>();
  for (const [index, word] of all.entries()) {
    // What is searched for are the last bytes of a word; what lies before them is compared where they are found.
    for (let end = word.length - window + GRAM - 1; end < word.length; end++) {
      const hash = hashAt(word, end);
      shifts[hash] = Math.min(shifts[hash]!, word.length - 1 - end);
      if (end < word.length - 1) continue;
      const same = byHash.get(hash);
      if (same) same.push(index);
      else byHash.set(hash, [index]);
    }
  }
  return (bytes, length, onWord) => {
    let at = window - 1;
    while (at < length) {
      const hash = hashAt(bytes, at);
      const shift = shifts[hash]!;
      if (shift > 0) {
        at += shift;
        continue;
      }
      for (const index of byHash.get(hash)!)
        if (endsAt(bytes, at, all[index]!)) onWord(index, at - all[index]!.length + 1);
      at++;
    }
  };
}

function hashAt(bytes: Uint8Array, end: number): number {
  return ((bytes[end - 2]! << 10) ^ (bytes[end - 1]! << 5) ^ bytes[end]!) & (HASHES - 1);
}

function endsAt(bytes: Uint8Array, end: number, word: Uint8Array): boolean {
  const start = end - word.length + 1;
  if (start < 0) return false;
  for (let at = 0; at < word.length; at++) if (bytes[start + at] !== word[at]) return false;
  return true;
}
