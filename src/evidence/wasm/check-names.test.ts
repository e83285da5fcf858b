import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkNames, matchName, patternName } from './check-names.ts';

describe('matchName', () => {
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
    expect(matchName(pattern, name)).toBe(matches);
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
        expect(matchName(pattern, name)).toBe(matchSlowly(pattern, name));
      }),
    );
  });

  it('takes no more than a moment for patterns that make backtracking explode', () => {
    expect(matchName(`${'*a'.repeat(2000)}b`, 'a'.repeat(100_000))).toBe(false);
  });
});

describe('checkNames', () => {
  const names = ['env.f', 'env.memory', 'wasi_snapshot_preview1.fd_write'];

  it('says what is absent and what is unexpected, sorted and once', () => {
    expect(checkNames({ has: ['env.g', 'env.*', 'env.g', 'a.b'] }, names)).toEqual({
      absent: ['a.b', 'env.g'],
      unexpected: [],
    });
    expect(checkNames({ only: ['wasi_snapshot_preview1.*'], not: ['*.f*'] }, [...names, 'env.f'])).toEqual({
      absent: [],
      unexpected: ['env.f', 'env.memory', 'wasi_snapshot_preview1.fd_write'],
    });
  });

  it('allows no name where the list is empty, and any where there is none', () => {
    expect(checkNames({ only: [] }, names).unexpected).toEqual(names);
    expect(checkNames({}, names)).toEqual({ absent: [], unexpected: [] });
  });

  it('names imports by module and name, exports by name', () => {
    expect(patternName({ module: 'env', name: 'f', kind: 'function' })).toBe('env.f');
    expect(patternName({ name: 'f', kind: 'function' })).toBe('f');
  });
});
