import { describe, expect, it } from 'vitest';
import { readLibraryNames } from './library-names.ts';
import { printAvailability } from './offered-name.ts';

const LIBRARY = readLibraryNames();

describe('printAvailability', () => {
  it.each([
    ['__syscall_openat', '≥2.0.32'],
    ['_emscripten_memcpy_js', '≥3.1.57 <4.0.0'],
    ['emscripten_resize_heap', 'at every release'],
    ['__syscall_futex', null],
    ['constructor', null],
  ])('%s: %s', (name, expected) => {
    expect(printAvailability(name, LIBRARY)).toBe(expected);
  });
});
