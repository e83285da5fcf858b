import { describe, expect, it } from 'vitest';
import { CODES, type DiagnosticCode } from '../../model/codes.ts';
import { causesFirst } from './causes.ts';
import { parseLog } from './parse-log.ts';
import { RANKS, rankOf } from './rank.ts';

describe('RANKS', () => {
  it('has every code once', () => {
    expect([...RANKS.flat()].sort()).toEqual(Object.keys(CODES).sort());
  });

  it.each([
    ['cgo-cc-wrong-target', 'compile-error'],
    ['external-link-unsupported', 'unhandled-relocation'],
    ['compile-error', 'trap-unreachable'],
    ['undefined-symbol', 'python-traceback'],
    ['trap-unreachable', 'subprocess-failed'],
  ] satisfies [DiagnosticCode, DiagnosticCode][])('puts %s before %s', (a, b) => {
    expect(rankOf(a)).toBeLessThan(rankOf(b));
  });
});

describe('causesFirst', () => {
  it('puts consequences last and errors before warnings', () => {
    const log = [
      'emcc: warning: unexpected binaryen version: 108 (expected 111) [-Wversion-check]',
      'error: undefined symbol: f (referenced by top-level compiled C/C++ code)',
      'Error: Aborting compilation due to previous errors',
      'error: JS library directive x__deps=y is of type string, but it should be an array!',
    ].join('\n');
    expect(causesFirst(parseLog(log)).map(({ code }) => code)).toEqual([
      'undefined-symbol',
      'js-library-error',
      'binaryen-version-mismatch',
      'aborted-previous-errors',
    ]);
  });
});
