import { expect, it } from 'vitest';
import { parseLog } from '../../evidence/diagnostics/parse-log.ts';
import { findAdvice, statedCures } from './stated-cures.ts';

it.each([
  [
    'Aborted(malloc() called but not included in the build - add `_malloc` to EXPORTED_FUNCTIONS)',
    'add `_malloc` to EXPORTED_FUNCTIONS',
  ],
  ['relocation R_WASM_X cannot be used against symbol `x`; recompile with -fPIC', 'recompile with -fPIC'],
  ["unknown argument '--foo'; did you mean '--food'?", "did you mean '--food'"],
  ['no required module provides package a/b; to add it:', null],
  ["use of undeclared identifier 'x'", null],
  ['undefined symbol: add', null],
  ['mutable global exported. Use --no-check-features to suppress.', null],
  ['linker command failed with exit code 1 (use -v to see invocation)', null],
  ['build constraints exclude all Go files in /a', null],
  // What begins an advice, and what stands before it.
  ['Use -fPIC here', 'Use -fPIC here'],
  ['wrong - please use -fPIC', 'please use -fPIC'],
  ['wrong - try to use -fPIC', 'try to use -fPIC'],
  ['wrong, so you should pass -fPIC', 'you should pass -fPIC'],
  ['wrong (you may want to rebuild all objects)', 'you may want to rebuild all objects'],
  ['wrong; make sure clang is there', 'make sure clang is there'],
  ['wrong. hint: it is elsewhere', 'hint: it is elsewhere'],
  ['wrong: to fix this, link with em++', 'to fix this, link with em++'],
  ['wrong: to resolve the conflict pin it', 'to resolve the conflict pin it'],
  ['run `emsdk install latest`', 'run `emsdk install latest`'],
  ['wrong -use it', null],
  ['wrong, and rebuild it all', null],
  // What follows such a word where it is no advice.
  ['import #3 is not there', null],
  ['wrong: call to undeclared function', null],
  ['wrong: export failed somewhere', null],
  ['wrong: use it', null],
  ['wrong: users beware of it', null],
  // Where it ends.
  ['add -lfoo to it. More of the same', 'add -lfoo to it'],
  ['add -lfoo to it! More', 'add -lfoo to it'],
  ['add a.b.c to it', 'add a.b.c to it'],
  ['add -lfoo to it >>> defined in a.o', 'add -lfoo to it'],
  ['add -lfoo to it (referenced by b.o)', 'add -lfoo to it'],
  ['add -lfoo to it [-Wundefined]', 'add -lfoo to it'],
  ['wrong (add f(x) and [y] to it) again', 'add f(x) and [y] to it'],
  ['add -lfoo to it\nand more', 'add -lfoo to it'],
  ['f may need to be added; or not', 'f may need to be added'],
  ['so f might need to be exported. Or not', 'f might need to be exported'],
  // What advises to look away.
  ['wrong: set X to silence this', null],
  ['wrong: rerun with --verbose', null],
  ['wrong: run it with --trace-uncaught', null],
  ['wrong: use -h for more information', null],
  [`wrong: use ${'x'.repeat(300)}`, `use ${'x'.repeat(239)}`],
  [`${'x '.repeat(600)}- use -fPIC here`, null],
])('of %j the advice is %j', (message, advice) => {
  expect(findAdvice(message)).toBe(advice);
});

it('takes a hint about the very symbol, and no other', () => {
  const [undefinedSymbol] = parseLog('error: undefined symbol: f (referenced by top-level compiled C/C++ code)');
  const hints = parseLog(
    'warning: _f may need to be added to EXPORTED_FUNCTIONS if it arrives from a system library\nwarning: _g may need to be added to EXPORTED_FUNCTIONS if it arrives from a system library',
  );
  expect(statedCures([undefinedSymbol!], hints)).toEqual([
    '_f may need to be added to EXPORTED_FUNCTIONS if it arrives from a system library',
  ]);
});

it('repeats two cures at most, each once, in the order of the messages', () => {
  const [one, two, three] = ['use -fPIC here', 'use -pthread here', 'use -O2 here'].map(
    (text) => parseLog(`error: ${text}`)[0]!,
  );
  expect(statedCures([one!, one!, two!, three!], [])).toEqual(['use -fPIC here', 'use -pthread here']);
  expect(statedCures([], [one!])).toEqual([]);
});
