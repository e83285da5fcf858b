import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrapText } from './wrap.ts';

describe('wrapText', () => {
  it('breaks between words', () => {
    expect(wrapText('one two three four', 11, '  ')).toBe('  one two\n  three\n  four');
  });

  it('keeps every word, and no line longer than asked unless one word is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,30}$/), { maxLength: 40 }),
        fc.integer({ min: 5, max: 60 }),
        (words, width) => {
          const wrapped = wrapText(words.join(' '), width);
          expect(wrapped.split(/\s+/).filter(Boolean)).toEqual(words);
          for (const line of wrapped.split('\n')) expect(line.length <= width || !line.includes(' ')).toBe(true);
        },
      ),
    );
  });
});
