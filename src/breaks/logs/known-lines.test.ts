import { describe, expect, it } from 'vitest';
import { indexKnowledge } from '../knowledge/find-known.ts';
import { knownBreak } from '../knowledge/known-break.fixture.ts';
import { findKnownLines } from './known-lines.ts';
import { readText } from './log.fixture.ts';

const KNOWLEDGE = indexKnowledge([
  knownBreak({ match: { kind: ['unexplained-failure'], text: ['nobody knows'] } }),
  knownBreak({ name: 'y', match: { kind: ['unexplained-failure'], text: ['xy.abc'] } }),
]);
const find = (lines: readonly string[], read: readonly number[] = []) =>
  findKnownLines(readText(`${lines.join('\n')}\n`).context, KNOWLEDGE, new Set(read)).map(({ message, logLine }) => [
    message,
    logLine,
  ]);

describe('findKnownLines', () => {
  it('finds lines with the words of an entry, trimmed, in order', () => {
    expect(find(['nothing', '  what nobody knows ', 'xy.abc'])).toEqual([
      ['what nobody knows', 2],
      ['xy.abc', 3],
    ]);
  });

  it('makes errors without a template of them', () => {
    const [made] = findKnownLines(readText('what nobody knows\n').context, KNOWLEDGE, new Set());
    expect(made).toEqual({
      reporter: 'unknown',
      severity: 'error',
      code: 'unrecognised',
      message: 'what nobody knows',
      logLine: 1,
      consequence: false,
    });
  });

  it.each([
    'configure: WARNING: what nobody knows',
    'CMake Warning at CMakeLists.txt:3: nobody knows',
    '-- Could NOT find nobody knows',
    `nobody knows${'x'.repeat(1989)}`,
  ])('passes over %s', (line) => expect(find([line])).toEqual([]));

  it('takes lines of up to 2000 characters, not those that messages were made from, and fifty at most', () => {
    expect(find([`nobody knows${'x'.repeat(1988)}`])).toHaveLength(1);
    expect(find(['nobody knows', 'nobody knows'], [1])).toEqual([['nobody knows', 2]]);
    expect(find(Array.from({ length: 60 }, (_, at) => `${at} nobody knows`))).toHaveLength(50);
  });

  it('ends a warning of webpack at an empty line or at an error', () => {
    const warned = ['WARNING in ./a.js', 'nobody knows'];
    expect(find([...warned, '  ', 'nobody knows', 'ERROR in ./b.js'])).toEqual([['nobody knows', 4]]);
    expect(find([...warned, 'ERROR in ./b.js', 'nobody knows'])).toEqual([['nobody knows', 4]]);
    expect(find([...warned, 'an ERROR in ./b.js'])).toEqual([['nobody knows', 2]]);
  });
});
