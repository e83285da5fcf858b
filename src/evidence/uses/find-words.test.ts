import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileWords, SHORTEST_WORD } from './find-words.ts';

function find(words: readonly string[], text: string): readonly string[] {
  const bytes = Buffer.from(text, 'latin1');
  const found: string[] = [];
  compileWords(words)(bytes, bytes.length, (word, at) => found.push(`${at} ${words[word]}`));
  return found.sort();
}

/** The same by searching for each word by itself. */
function findEach(words: readonly string[], text: string): readonly string[] {
  const found = words.flatMap((word) => {
    const places: string[] = [];
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) places.push(`${at} ${word}`);
    return places;
  });
  return found.sort();
}

describe('a search for many words', () => {
  it('finds what a search for each finds, overlapping ones too', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '.'), minLength: SHORTEST_WORD, maxLength: 9 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '\n'), maxLength: 300 });
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 12 }), text, (words, written) => {
        expect(find(words, written)).toEqual(findEach(words, written));
      }),
      { numRuns: 300 },
    );
  });

  it('finds words at both ends, and nothing behind the end', () => {
    expect(find(['needle'], 'needle needle')).toEqual(['0 needle', '7 needle']);
    const bytes = Buffer.from('a needle');
    const found: number[] = [];
    compileWords(['needle'])(bytes, bytes.length - 1, (_, at) => found.push(at));
    expect(found).toEqual([]);
    expect(find(['needle'], '')).toEqual([]);
  });

  it('refuses words that are too short to skip by', () => {
    expect(() => compileWords(['short'])).toThrow(RangeError);
  });

  it('takes time that grows with the bytes, whatever they are', () => {
    const words = Array.from({ length: 200 }, (_, at) => `${'a'.repeat(at % 40)}aaaaaa`);
    const time = (size: number) => {
      const bytes = Buffer.alloc(size, 'a');
      const start = process.cpuUsage();
      compileWords([...new Set(words)])(bytes, size, () => {});
      const used = process.cpuUsage(start);
      return (used.user + used.system) / 1000;
    };
    time(20_000);
    const small = time(20_000);
    expect(time(160_000)).toBeLessThan(Math.max(small, 5) * 8 * 4);
  });
});
