import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileWords } from './word-finder.ts';

const LINE_FEED = 10;

function find(words: readonly string[], text: string): number {
  const bytes = Buffer.from(text);
  return compileWords(words, (byte) => byte === LINE_FEED)(bytes, 0, bytes.length);
}

describe('compileWords', () => {
  it('finds a word that starts inside another', () => {
    expect(find(['abcd', 'bcx', 'ccc'], 'abcx')).toBeGreaterThan(0);
    expect(find(['abcd', 'bcx'], 'abc bc x')).toBe(-1);
    expect(find(['rror'], 'Errör, rro')).toBe(-1);
  });

  it('looks at nothing outside its part', () => {
    const finder = compileWords(['abc'], () => false);
    const bytes = Buffer.from('zabcz');
    expect([finder(bytes, 1, 4), finder(bytes, 2, 5), finder(bytes, 0, 3)].map((at) => at >= 0)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('refuses words that some places would hide', () => {
    expect(() => compileWords(['ab'], () => false)).toThrow('too short');
  });

  it('agrees with looking for each word and for the first byte that ends the search', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'ö', '\n'), maxLength: 30 });
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 3, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), letters, (words, text) => {
        const [line = ''] = text.split('\n');
        const found = find(words, text);
        if (words.some((one) => line.includes(one))) expect(found).toBeLessThan(Buffer.byteLength(line));
        else expect(found).toBe(Buffer.from(text).indexOf(LINE_FEED));
        expect(found >= 0).toBe(text.includes('\n') || words.some((one) => line.includes(one)));
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});
