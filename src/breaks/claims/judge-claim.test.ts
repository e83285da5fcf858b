import { describe, expect, it } from 'vitest';
import type { ClaimTest } from '../../model/claims.ts';
import type { Cell } from '../../model/results.ts';
import { cellOf } from '../evidence.fixture.ts';
import { evaluateFigure, figuresAgree } from './figures.ts';
import { judgeClaim } from './judge-claim.ts';

const judge = (tests: readonly ClaimTest[], cells: readonly Cell[] = []) =>
  judgeClaim({ id: 'X1', states: 'A statement', tests }, cells).verdict;

const on = (go: string, breaks: readonly string[] = [], fields: Partial<Cell> = {}) => cellOf({ go }, breaks, fields);
const works: ClaimTest = { ask: 'works', case: 'a/case' };
const builds: ClaimTest = { ...works, step: 'build', otherwise: 'sample-does-not-build' };
const BROKEN = on('go1.22.12', ['build=unsupported-platform:wasi/wasm']);
const WORKS = on('go1.23.12');

describe('the verdict on a claim', () => {
  it.each<[string, ClaimTest[], Cell[]]>([
    ['holds', [works], [WORKS, on('go1.24.13')]],
    ['holds-for', [works], [WORKS, BROKEN]],
    ['does-not-hold', [works], [BROKEN]],
    ['sample-does-not-build', [builds], [BROKEN]],
    ['no-such-name', [{ ...works, otherwise: 'no-such-name' }], [BROKEN]],
    // Only the versions that the claim is about.
    ['holds', [{ ...works, when: { go: '1.23' } }], [WORKS, BROKEN]],
    ['not-decided', [{ ...works, when: { go: '1.27' } }], [WORKS]],
    ['not-decided', [works], []],
    ['not-decided', [works], [WORKS, on('go1.25.1', [], { status: 'infra', reason: 'no network' })]],
    // What was skipped says nothing.
    ['holds', [works], [WORKS, on('go1.19.1', [], { status: 'skip', reason: 'no such file' })]],
    ['not-decided', [works], [on('go1.19.1', [], { status: 'skip', reason: 'no such file' })]],
    // A step that never ran says nothing; a step before the one that failed works.
    ['not-decided', [{ ...works, step: 'run' }], [{ ...BROKEN, untested: ['run'] }]],
    ['holds', [{ ...works, step: 'build' }], [on('go1.22.12', ['run=wrong-output:a/case/run'])]],
    ['holds', [{ ask: 'breaks', case: 'a/*', by: 'unsupported-platform:*' }], [BROKEN]],
    ['does-not-hold', [{ ask: 'breaks', case: 'a/*', by: 'undefined-symbol:*' }], [BROKEN, WORKS]],
    // All tests have to hold; the one that holds nowhere decides.
    ['sample-does-not-build', [{ ...works, case: 'other' }, { ask: 'nobody', reason: 'r' }, builds], [BROKEN]],
    ['cannot-be-tested', [works, { ask: 'nobody', reason: 'it waits' }], [WORKS]],
    ['contradicts-itself', [{ ask: 'figures', figures: { suite: '137', parts: '127 + 9 + 14' } }], []],
    [
      'cannot-be-tested',
      [
        { ask: 'figures', figures: { a: '2', b: '1 + 1' } },
        { ask: 'nobody', reason: 'r' },
      ],
      [],
    ],
  ])('%s', (verdict, tests, cells) => {
    expect(judge(tests, cells)).toBe(verdict);
  });

  it('compares what steps tell as numbers or as texts', () => {
    const tells = (bounds: object): ClaimTest => ({ ask: 'reports', case: 'a/case', name: 'percent', ...bounds });
    const reported = [on('go1.23.12', [], { reported: { 'compare/percent': '97', 'compare/other': '1' } })];
    expect(judge([tells({ is: '97' })], reported)).toBe('holds');
    expect(judge([tells({ atMost: '82' })], reported)).toBe('does-not-hold');
    expect(judge([tells({ atLeast: '97' })], reported)).toBe('holds');
    expect(judge([tells({ is: '97', step: 'build' })], reported)).toBe('not-decided');
    expect(judge([tells({ atLeast: '1' })], [on('go1.23.12', [], { reported: { 'x/percent': 'n/a' } })])).toBe(
      'not-decided',
    );
  });
});

describe('figures', () => {
  it.each([
    ['137', 137],
    ['127 + 9 + 14', 150],
    ['100 * 127 / 150', 84.666],
    ['10 - 2 * 3 + 1.5', 5.5],
  ])('%s is a number', (text, value) => {
    expect(evaluateFigure(text)).toBeCloseTo(value, 2);
  });

  it.each(['', '3.2.52', '1 +', '+ 1', '2 ^ 3', 'Infinity', '1e3'])('%s is none', (text) => {
    expect(evaluateFigure(text)).toBeNull();
  });

  it('agree where they round to the same number, or are the same text', () => {
    expect(figuresAgree(['76', '100 * 127 / 150'])).toBe(false);
    expect(figuresAgree(['85', '100 * 127 / 150'])).toBe(true);
    expect(figuresAgree(['3.2.52', '3.1.52'])).toBe(false);
  });
});
