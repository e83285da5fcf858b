import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { section, wasm } from '../wasm/builder.fixture.ts';
import { readWasm } from '../wasm/read-wasm.ts';
import { collectDataClues } from './data-clues.ts';
import { printReleases } from './release-set.ts';

const cluesOf = (...texts: readonly string[]) => {
  const bytes = wasm(section(11, ...texts.map((one) => [...Buffer.from(one)])));
  const clues = collectDataClues(readWasm(bytes), (from, to) => Buffer.from(bytes).subarray(from, to));
  return clues.map(({ releases, weak }) => (weak ? printReleases(releases) : ''));
};

describe('what the libraries in a module say of its release', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['musl 1.1', ['Wrong medium type\0No error information\0'], ['<3.0.0']],
    [
      'musl 1.2.3, as musl has it',
      ['File exists\0Value too large for data type\0…', 'Multihop attempted\0Required key not available\0'],
      ['≥3.1.28', '<4.0.14'],
    ],
    ['musl 1.2.6', ['Stale file handle\0Data consistency error\0'], ['≥6.0.0']],
    ['embind before it had 64 bits', ['emscripten::memory_view<int8_t>\0'], ['<3.1.35']],
    ['and since', ['emscripten::memory_view<int8_t>\0emscripten::memory_view<int64_t>\0'], ['≥3.1.35']],
    ['libc++abi', ['terminating due to %s exception of type %s\0'], ['≥3.1.25']],
    ['messages that are not neighbours in a list of musl’s', ['Stale file handle\0…\0Remote I/O error\0'], []],
  ])('%s', (_, texts, expected) => {
    expect(cluesOf(...texts)).toEqual(expected);
  });

  it('is nothing where there is no data', () => {
    expect(collectDataClues(readWasm(wasm()), () => Buffer.alloc(0))).toEqual([]);
  });
});
