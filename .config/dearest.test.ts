import { expect, it } from 'vitest';
import { type Cost, printDearest } from './dearest.ts';

const files: readonly Cost[] = Array.from({ length: 20 }, (_, at) => ({ name: `f${at}`, ms: at * 100, tests: at }));

it('names the dearest files and tests, dearest first, and what their imports took where that is much', () => {
  const slow = { name: 'slow', ms: 61_234, tests: 3, importMs: 1_500 };
  const lines = printDearest(
    [...files, slow],
    [
      { name: 'f1 > a', ms: 10 },
      { name: 'slow > b', ms: 5_000 },
    ],
  );
  expect(lines[1]).toBe(' Dearest of 21 files, which took    80.2 s one after the other');
  expect(lines[2]).toBe('   61.2 s    3 tests (1.5 s of imports) slow');
  expect(lines[3]).toBe('    1.9 s   19 tests f19');
  expect(lines.slice(17)).toEqual([' Dearest of 2 tests', '    5.0 s slow > b', '    0.0 s f1 > a', '']);
});

it('has nothing to say of a run of few files', () => {
  expect(printDearest(files.slice(0, 15), [])).toEqual([]);
});
