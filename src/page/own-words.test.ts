import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitOwn } from './own-words.ts';

const own = (message: string, other: string) =>
  splitOwn(message, other)
    .filter(({ isOwn }) => isOwn)
    .map(({ text }) => text);

describe('what a message has of its own', () => {
  it('is what the other does not say, words that follow each other in one', () => {
    expect(own('undefined symbol: f', 'undefined symbol: f (referenced by main.o)')).toEqual([]);
    expect(own('undefined symbol: f (referenced by main.o)', 'undefined symbol: f')).toEqual([
      '(referenced by main.o)',
    ]);
    expect(own('data count section not supported as a feature', 'memory.copy invalid as a feature')).toEqual([
      'data count section not supported',
    ]);
    expect(own('the same', 'the same')).toEqual([]);
  });

  it('leaves the message as it is, and marks no blanks', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c', ' ', '  ', '(', ': ', '\n'), { maxLength: 12 });
    const texts = words.map((list) => list.join(''));
    fc.assert(
      fc.property(texts, texts, (message, other) => {
        const pieces = splitOwn(message, other);
        expect(pieces.map(({ text }) => text).join('')).toBe(message);
        for (const { text, isOwn } of pieces) if (isOwn) expect(text).toBe(text.trim());
      }),
    );
  });
});
