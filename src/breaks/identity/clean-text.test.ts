import { describe, expect, it } from 'vitest';
import { sha256 } from '../../model/canonical.ts';
import { cleanSubject } from './clean-text.ts';

describe('cleanSubject', () => {
  it.each([
    ['a\u0000\u200bb', 'a b'],
    ['  a    b \n', 'a b'],
    ['a\ud800b', 'a\ufffdb'],
    [`a${' '.repeat(600)}b`, 'a b'],
    [`a${' '.repeat(639)}`, 'a'],
    ['a'.repeat(160), 'a'.repeat(160)],
  ])('folds %j', (text, subject) => expect(cleanSubject(text)).toBe(subject));

  it.each(['', ' ', '\u0007'])('leaves nothing of %j', (text) => expect(cleanSubject(text)).toBeNull());

  const digest = (text: string) => `~${sha256(text).slice(0, 8)}`;

  it.each([
    ['a'.repeat(161), 'a'.repeat(150)],
    // What is cut off may end in a blank or in half of a character.
    [`${'a'.repeat(149)} ${'b'.repeat(20)}`, 'a'.repeat(149)],
    [`${'a'.repeat(149)}😀${'b'.repeat(20)}`, 'a'.repeat(149)],
    // More than is looked at, however little remains of it.
    [`a${' '.repeat(640)}`, 'a'],
  ])('cuts what is too long, and ends it in a digest of the whole', (text, kept) => {
    expect(cleanSubject(text)).toBe(`${kept}${digest(text)}`);
  });
});
