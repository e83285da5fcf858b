import { describe, expect, it } from 'vitest';
import { createSuspectKeeper, weighLine } from './suspects.ts';

describe('a line that no grammar reads', () => {
  it.each([
    ['CMake Error at CMakeLists.txt:3 (find_package):', 3],
    ['error[E0433]: failed to resolve: use of undeclared crate', 3],
    ['Refused to execute script because it violates the following directive', 3],
    ['E: Unable to locate package emscripten', 3],
    ['npm ERR! code ELIFECYCLE', 1],
    ['make: *** [Makefile:3: all] Error 2', 1],
    ['[ERROR] the build went wrong', 2],
    ['[ 12%] Building CXX object error.cpp.o', 0],
    ['0 errors, 0 warnings', 0],
    ['test fails_on_error ... ok', 0],
    ['warning: unused variable: `error`', 0],
    ['emcc -Werror -c error.c -o error.o', 0],
    ['-- Looking for error.h - not found', 0],
    ['fix: error when a file is not found', 0],
    ['  CC       error.lo', 0],
    ['2/3 returns error.OutOfMemory...OK', 0],
    ['read 42 records, 3 of kind "error", 0 of kind "fatal"', 0],
    ['level=error entries: 0', 0],
    ['exit status 0', 0],
    ['exit status 10', 1],
    ['{"level":"error","text":"the module failed"}', 2],
    ['error of this kind: 10', 2],
  ])('%j weighs %i', (line, weight) => {
    expect(weighLine(line)).toBe(weight);
  });

  it('is folded with those of the same words, those that weigh most first', () => {
    const keeper = createSuspectKeeper();
    keeper.keep('npm ERR! code 1', 1);
    keeper.keep('Error: cannot open a.txt line 7', 2);
    keeper.keep('Error: cannot open a.txt line 8', 3);
    expect(keeper.list().map(({ logLine, count }) => [logLine, count])).toEqual([
      [2, 2],
      [1, 1],
    ]);
  });

  it('of a warning of CMake is none', () => {
    const keeper = createSuspectKeeper();
    keeper.keep('CMake Warning at CMakeLists.txt:3 (message):', 1);
    keeper.keep('  the optional thing was not found', 2);
    expect(keeper.list()).toEqual([]);
  });
});
