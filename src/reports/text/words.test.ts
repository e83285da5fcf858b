import { describe, expect, it } from 'vitest';
import { asSentence, saysSame } from './words.ts';

describe('a text as a sentence', () => {
  it.each([
    ['an option that is unknown', 'An option that is unknown.'],
    ['is it so?', 'Is it so?'],
    ['read-only folders', 'Read-only folders.'],
    ['', ''],
    ['os.O_TRUNC fails', 'os.O_TRUNC fails.'],
    ['clock_time_get is monotonic', 'clock_time_get is monotonic.'],
    ['--allow-undefined-file silences it', '--allow-undefined-file silences it.'],
    ['syscall/js calls are faster', 'syscall/js calls are faster.'],
    ['`wasm-ld` stops', '`wasm-ld` stops.'],
    ['wazero modules are isolated', 'wazero modules are isolated.'],
    ['emcc, too', 'emcc, too.'],
    ['callMain is gone', 'callMain is gone.'],
  ])('%j', (text, expected) => {
    expect(asSentence(text)).toBe(expected);
  });
});

it.each([
  ['A page runs a program', 'A page runs a program', true],
  ['Module.HEAPU8 is exported', 'Module.HEAPU8 is not exported since Emscripten 4.0.7', true],
  ['A Go archive for emcc', 'Go makes no library for js', false],
])('%s beside %s', (sentence, other, same) => {
  expect(saysSame(sentence, other)).toBe(same);
});
