import { expect, it } from 'vitest';
import { nearestWords } from './nearest-words.ts';

const WORDS = ['heap', 'help', 'deep', 'random', 'exceptions'];

it.each([
  ['haep', ['heap', 'deep', 'help']],
  ['rnadom', ['random']],
  ['Random', ['random']],
  ['excepton', ['exceptions']],
  ['zzzz', []],
  ['x'.repeat(1000), []],
])('the words nearest to %s', (asked, near) => {
  expect(nearestWords(asked, WORDS)).toEqual(near);
});
