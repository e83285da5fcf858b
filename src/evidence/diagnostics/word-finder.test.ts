import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileWords } from './word-finder.ts';

describe('compileWords', () => {
  it('finds a word that starts inside another', () => {
    const find = compileWords(['abcd', 'bcx', 'c']);
    expect(find('abcx')).toBe(true);
    expect(compileWords(['abcd', 'bcx'])('zabcxz')).toBe(true);
    expect(compileWords(['abcd', 'bcx'])('abc bc x')).toBe(false);
    expect(compileWords(['rror'])('Errör, rro')).toBe(false);
  });

  it('agrees with looking for each word', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'ö'), maxLength: 30 });
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), letters, (words, text) => {
        expect(compileWords(words)(text)).toBe(words.some((one) => text.includes(one)));
      }),
      { seed: 1 },
    );
  });
});
