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
