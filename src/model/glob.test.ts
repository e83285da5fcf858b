import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesGlob } from './glob.ts';

describe('matchesGlob', () => {
  it.each([
    ['env.f', 'env.f', true],
    ['env.f', 'env.ff', false],
    ['env.*', 'env.', true],
    ['env.*', 'environment.f', false],
    ['*', '', true],
    ['*.memory', 'env.memory', true],
    ['a*a', 'a', false],
    ['a*b*a', 'aba', true],
    ['a*b*a', 'aa', false],
    ['*ab*ab', 'ab', false],
    ['*x*', 'axb', true],
    ['', '', true],
    ['', 'a', false],
    ['env.*', 'env.\u0000\n', true],
    ['.+', 'ab', false],
  ])('%s against %s: %s', (pattern, name, matches) => {
    expect(matchesGlob(pattern, name)).toBe(matches);
  });

  it('agrees with a definition by cases', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 7 });
    const matchSlowly = (pattern: string, name: string): boolean =>
      pattern === ''
        ? name === ''
        : pattern[0] === '*'
          ? matchSlowly(pattern.slice(1), name) || (name !== '' && matchSlowly(pattern, name.slice(1)))
          : name !== '' && pattern[0] === name[0] && matchSlowly(pattern.slice(1), name.slice(1));
    fc.assert(
      fc.property(word, word, (pattern, letters) => {
        const name = letters.replaceAll('*', 'c');
        expect(matchesGlob(pattern, name)).toBe(matchSlowly(pattern, name));
      }),
    );
  });

  it('takes no more than a moment for patterns that make backtracking explode', () => {
    expect(matchesGlob(`${'*a'.repeat(2000)}b`, 'a'.repeat(100_000))).toBe(false);
  });
});
