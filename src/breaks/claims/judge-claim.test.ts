import { describe, expect, it } from 'vitest';
import type { ClaimTest } from '../../model/claims.ts';
import type { Cell } from '../../model/results.ts';
import { cellOf } from '../evidence.fixture.ts';
import { answerTest, reportedBy } from './answer-test.ts';
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
    ['holds-for', [works, { ...works, when: { go: '1.23' } }], [WORKS, BROKEN]],
    ['contradicts-itself', [works, { ask: 'figures', figures: { a: '1', b: '2' } }], [WORKS]],
    ['contradicts-itself', [works, { ask: 'figures', figures: { a: '1', b: '2' } }], [BROKEN]],
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

  it('compares what steps report as numbers or as texts', () => {
    const asks = (bounds: object): ClaimTest => ({ ask: 'reports', case: 'a/case', name: 'percent', ...bounds });
    const reported = [on('go1.23.12', [], { reported: { 'compare/percent': '97', 'compare/other': '1' } })];
    expect(judge([asks({ is: '97' })], reported)).toBe('holds');
    expect(judge([asks({ atMost: '82' })], reported)).toBe('does-not-hold');
    expect(judge([asks({ atLeast: '97' })], reported)).toBe('holds');
    expect(judge([asks({ is: '97', step: 'build' })], reported)).toBe('not-decided');
    expect(judge([asks({ atLeast: '1' })], [on('go1.23.12', [], { reported: { 'x/percent': 'n/a' } })])).toBe(
      'not-decided',
    );
  });
});

describe('what single cells answer', () => {
  const answer = (test: Parameters<typeof answerTest>[0], cell: Cell) => {
    const { yes, no, open } = answerTest(test, [cell]);
    return [...yes.map(() => 'yes'), ...no.map(() => 'no'), ...open.map(() => 'open')].join() || 'nothing';
  };
  const breaks: ClaimTest = { ask: 'breaks', case: 'a/*', by: 'unsupported-platform:*' };
  const LATER = { ...BROKEN, untested: ['run'] };

  it.each<[string, Parameters<typeof answerTest>[0], Cell, string]>([
    ['a cell of another case', { ...works, case: 'a/cas' }, WORKS, 'nothing'],
    ['a version outside what is meant', { ...works, when: { go: '>=1.24' } }, WORKS, 'nothing'],
    ['a version inside it', { ...works, when: { go: '>=1.22' } }, WORKS, 'yes'],
    ['a role that the cell does not have', { ...works, when: { node: '>=1' } }, WORKS, 'nothing'],
    ['a toolchain that is none', { ...works, when: { go: '>=1' } }, on('gcc14'), 'nothing'],
    ['a machine that failed', breaks, on('go1.23.12', [], { status: 'infra' }), 'open'],
    ['the step that broke', { ...breaks, step: 'build' }, LATER, 'yes'],
    ['a step behind the one that broke', { ...breaks, step: 'run' }, LATER, 'open'],
    ['a step beside the one that broke', { ...breaks, step: 'other' }, LATER, 'no'],
    ['another reason', { ...breaks, by: 'undefined-symbol:*' }, LATER, 'no'],
    ['one reason of two', breaks, on('go1.23.12', ['a=undefined-symbol:f', 'b=unsupported-platform:x/y']), 'yes'],
    ['a whole cell of which a step did not run', works, LATER, 'no'],
    ['a step that broke as well as not running', { ...works, step: 'build' }, { ...BROKEN, untested: ['build'] }, 'no'],
  ])('%s', (_, test, cell, expected) => expect(answer(test, cell)).toBe(expected));

  it.each<[string, object, string]>([
    ['5', { is: '5' }, 'yes'],
    ['5.0', { is: '5' }, 'no'],
    ['5', { atLeast: '5' }, 'yes'],
    ['4.9', { atLeast: '5' }, 'no'],
    ['10', { atLeast: '9' }, 'yes'],
    ['5', { atMost: '5' }, 'yes'],
    ['5.1', { atMost: '5' }, 'no'],
    ['', { atMost: '5' }, 'open'],
    [' ', { atMost: '5' }, 'open'],
    ['Infinity', { atLeast: '5' }, 'open'],
  ])('a value of %j under %j', (value, bounds, expected) => {
    const cell = on('go1.23.12', [], { reported: { 'compare/percent': value } });
    expect(answer({ ask: 'reports', case: '*', name: 'percent', ...bounds } as never, cell)).toBe(expected);
  });

  it('finds what is reported under exactly this name, by the step that is meant', () => {
    const cell = on('go1.23.12', [], { reported: { 'a/per-cent': '1', 'a/cent': '2', 'b/cent': '3' } });
    expect([reportedBy(cell, 'cent'), reportedBy(cell, 'cent', 'b'), reportedBy(cell, 'cent', 'c')]).toEqual([
      '2',
      '3',
      undefined,
    ]);
    expect(reportedBy(on('go1.23.12'), 'cent')).toBeUndefined();
  });
});

describe('figures', () => {
  it.each([
    ['137', 137],
    ['127 + 9 + 14', 150],
    ['100 * 127 / 150', 84.666],
    ['10 - 2 * 3 + 1.5', 5.5],
    ['12 / 4 / 3', 1],
    ['2 * 3 / 4 * 2', 3],
    ['10 - 2 - 3', 5],
    ['  7 ', 7],
    ['1.25+0.5', 1.75],
  ])('%s is a number', (text, value) => {
    expect(evaluateFigure(text)).toBeCloseTo(value, 2);
  });

  it.each(['', '3.2.52', '1 +', '+ 1', '2 ^ 3', 'Infinity', '1e3', '1 2', '- 1', '1234567890123', 'x1'])(
    '%s is none',
    (text) => {
      expect(evaluateFigure(text)).toBeNull();
    },
  );

  it('agree where they round to the same number, or are the same text', () => {
    expect(figuresAgree(['76', '100 * 127 / 150'])).toBe(false);
    expect(figuresAgree(['85', '100 * 127 / 150'])).toBe(true);
    expect(figuresAgree(['3.2.52', '3.1.52'])).toBe(false);
    expect(figuresAgree(['3.2.52', ' 3.2.52 '])).toBe(true);
    expect(figuresAgree(['84.5', '85.4'])).toBe(true);
    expect(figuresAgree(['85', '85', '86'])).toBe(false);
  });
});
