import { describe, expect, it } from 'vitest';
import { CODES, type DiagnosticCode } from '../../model/codes.ts';
import { parseLog } from './parse-log.ts';
import { causesFirst, RANKS, rankOf } from './rank.ts';

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
  it('goes by rank, and leaves those of one rank as they stand', () => {
    const log = [
      'error: undefined symbol: g (referenced by top-level compiled C/C++ code)',
      'Error: Aborting compilation due to previous errors',
      'error: undefined symbol: f (referenced by top-level compiled C/C++ code)',
      'error: JS library directive x__deps=y is of type string, but it should be an array!',
    ].join('\n');
    const sorted = causesFirst(parseLog(log));
    expect(sorted.map(({ code, symbol }) => symbol ?? code)).toEqual(['g', 'f', 'x__deps', 'aborted-previous-errors']);
  });
});
