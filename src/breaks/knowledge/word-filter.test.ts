import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRunFilter, createWordFilter, indexWords } from './word-filter.ts';

const LONG = Array.from({ length: 4000 }, (_, at) => `line ${at}: nothing of note`).join('\n');

it('finds what a search finds, in short texts and long ones', () => {
  for (const text of ['undefined symbol: f', `${LONG}\nundefined symbol: f\n${LONG}`]) {
    const stands = createWordFilter(text);
    expect(['undefined symbol', 'f', 'mbol', ''].map(stands)).toEqual([true, true, true, true]);
    expect(['undefined  symbol', 'unresolved', 'symbol: g'].map(stands)).toEqual([false, false, false]);
  }
});

it('agrees with a search whatever the words are', () => {
  const stands = createWordFilter(LONG);
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.nat(LONG.length).chain((at) => fc.nat(40).map((size) => LONG.slice(at, at + size))),
      ),
      (word) => {
        expect(stands(word)).toBe(LONG.includes(word));
      },
    ),
    { seed: 7, numRuns: 2000 },
  );
});

it('knows by runs of four characters that a word is absent, and takes no word that stands there for absent', () => {
  const text = 'wasm-ld: error: main.o: undefined symbol: emscripten_resize_heap';
  const mayHave = createRunFilter(text);
  for (let from = 0; from < text.length; from++) {
    for (const size of [1, 3, 4, 5, 9]) expect(mayHave(text.slice(from, from + size))).toBe(true);
  }
  // Too short for a run, or made of the text's own: only a search can say.
  expect(['', 'xyz', 'error: undefined symbol: main.o'].map(mayHave)).toEqual([true, true, false]);
  expect(createRunFilter('abcdeabcf')('eabcde')).toBe(true);
  // One other character anywhere makes four runs of others; hashes of 22 bits meet by chance in one of some 70,000.
  const others = [...text].map((_, at) => `${text.slice(0, at)}~${text.slice(at + 1)}`);
  expect(others.filter((word) => mayHave(word))).toEqual([]);
  // The order of characters counts, and so does each of the four.
  for (const word of ['dl-msaw', 'wams-ld', 'xasm', 'wxsm', 'waxm', 'wasx']) expect(mayHave(word), word).toBe(false);
  // A text without any run has none.
  expect(createRunFilter('abc')('abcd')).toBe(false);
});

it('takes hardly any absent word of a long text for one that may stand there', () => {
  const mayHave = createRunFilter(LONG);
  const absent = Array.from({ length: 2000 }, (_, at) => `q${(at * 7919).toString(36).padStart(4, 'z')}`);
  expect(absent.some((word) => LONG.includes(word))).toBe(false);
  expect(absent.filter((word) => mayHave(word)).length).toBeLessThan(20);
});

it('says of many lists which have a word in a text, as a search does', () => {
  const word = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 }),
    fc.nat(2000).chain((at) => fc.nat(30).map((size) => LONG.slice(at, at + size))),
    fc.string(),
  );
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 60 }),
    fc.constant(LONG.slice(0, 2000)),
    word,
  );
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.array(word, { maxLength: 4 }), { freq: 9 }), { maxLength: 20 }),
      text,
      (lists, text) => {
        const stands = indexWords(lists)(text);
        const searched = lists.map((words) => words?.some((one) => text.includes(one)) ?? true);
        expect(lists.map((_, list) => stands(list))).toEqual(searched);
      },
    ),
    { seed: 7, numRuns: 1000 },
  );
});
