import { describe, expect, it } from 'vitest';
import type { CellRecord, StepState } from '../../model/record.ts';
import { caseOf, failure, message, ran, recordOf, stepOf, success, toolchainOf } from '../evidence.fixture.ts';
import { buildResults } from './assemble.ts';

const ENTRY = {
  ...caseOf('a/case', { build: ['go'], load: ['go'] }),
  workarounds: [
    { name: 'other', title: 't', steps: [{ ...stepOf('load', ['go']), run: 'other load' }] },
    { name: 'flag', title: 't', steps: [{ ...stepOf('build', ['go']), run: 'go build -flag' }] },
  ],
};
const BROKE = ran(failure([message('undefined-symbol', { symbol: 'f' })]));
const WARNED = ran(
  success({ diagnostics: [message('function-signature-mismatch', { severity: 'warning', symbol: 'add' })] }),
);
const build = (...cells: readonly CellRecord[]) =>
  buildResults({ toolchains: [toolchainOf('go1.20', 'go', '1.20')], cases: [ENTRY], cells, knowledge: [] });
const cell = (steps: Readonly<Record<string, StepState>>, workarounds: CellRecord['workarounds'] = {}) =>
  build({ ...recordOf('a/case', { go: 'go1.20' }, steps), workarounds }).cells[0]!;

describe('a cell', () => {
  it('that passed has nothing but that', () => {
    expect(cell({ build: ran(success()), load: ran(success()) })).toEqual({
      case: 'a/case',
      on: { go: 'go1.20' },
      status: 'pass',
      breaks: [],
      also: [],
    });
  });

  it('holds what its steps reported, by step', () => {
    const reports = (value: string) => ran(success({ reported: { size: value } }));
    expect(cell({ build: reports('1'), load: reports('2') }).reported).toEqual({ 'build/size': '1', 'load/size': '2' });
  });

  it('holds what its steps ran as tests, by step; names of tests are kept once, in a table', () => {
    const outcomes = { pass: ['a', 'c'], fail: ['d'], skip: ['b'], details: { d: 'no such file' }, closed: true };
    const tested = ran(success({ outcomes }));
    const results = build(recordOf('a/case', { go: 'go1.20' }, { build: ran(success()), load: tested }));
    const { load, ...others } = results.cells[0]!.outcomes!;
    expect(others).toEqual({});
    expect(load).toMatchObject({ fail: ['d'], details: { d: 'no such file' }, exitCode: 0 });
    expect(results.tests).toEqual({ [load!.tests]: ['a', 'b', 'c', 'd'], [load!.skip!]: ['b'] });
    const whole = build(
      recordOf('a/case', { go: 'go1.20' }, { build: ran(success({ outcomes: { ...outcomes, skip: [] } })) }),
    );
    expect(Object.values(whole.tests)).toEqual([['a', 'c', 'd']]);
  });

  it('that broke in its last step has no untested ones', () => {
    expect(cell({ build: ran(success()), load: BROKE })).not.toHaveProperty('untested');
    expect(cell({ build: BROKE, load: { kind: 'blocked', by: 'build' } }).untested).toEqual(['load']);
  });

  it('has the first reason of the first kind, and no untested steps unless it broke', () => {
    const reason = (kind: 'skip' | 'infra', text: string): StepState => ({ kind, reason: text });
    expect(cell({ build: reason('skip', 'a'), load: reason('skip', 'b') })).toEqual({
      case: 'a/case',
      on: { go: 'go1.20' },
      status: 'skip',
      breaks: [],
      also: [],
      reason: 'a',
    });
    expect(cell({ build: reason('infra', 'a'), load: reason('infra', 'b') })).toMatchObject({ reason: 'a' });
    expect(cell({ build: ran(success()), load: { kind: 'blocked', by: 'build' } })).toMatchObject({ status: 'pass' });
  });

  it('that broke has beside it only what it did not break with', () => {
    const later = ran(failure([message('go-exit-nonzero'), message('undefined-symbol', { symbol: 'f' })]));
    expect(cell({ build: WARNED, load: BROKE })).toMatchObject({
      also: ['function-signature-mismatch:add'],
      warnings: ['function-signature-mismatch:add'],
    });
    expect(cell({ build: BROKE, load: later }).also).not.toContain('undefined-symbol:f');
    expect(cell({ build: BROKE, load: BROKE }).also).toEqual([]);
    const behind = ran(
      failure([message('undefined-symbol', { symbol: 'g' }), message('undefined-symbol', { symbol: 'f' })]),
    );
    expect(cell({ build: BROKE, load: behind }).also).toEqual([]);
  });

  it('holds what workarounds came to, by name, with their own commands as evidence', () => {
    const results = build({
      ...recordOf('a/case', { go: 'go1.20' }, { build: BROKE, load: { kind: 'blocked', by: 'build' } }),
      workarounds: {
        other: [['load', { kind: 'infra', reason: 'no disk' }]],
        flag: [
          ['build', BROKE],
          ['load', ran(success())],
        ],
        gone: [['build', ran(success())]],
      },
    });
    const { workarounds } = results.cells[0]!;
    expect(Object.keys(workarounds!)).toEqual(['flag', 'gone', 'other']);
    const { flag, gone, other } = workarounds!;
    expect([gone, other]).toEqual([{ status: 'pass' }, { status: 'infra', reason: 'no disk' }]);
    expect(flag).toEqual({
      status: 'break',
      breaks: [{ step: 'build', id: 'undefined-symbol:f', evidence: flag!.breaks![0]!.evidence }],
    });
    expect(results.evidence[flag!.breaks![0]!.evidence]!.command).toBe('go build -flag');
    expect(Object.keys(results.evidence)).toEqual(Object.keys(results.evidence).sort());
  });

  it('of an unknown case or with an unknown step is a bug, and says so', () => {
    expect(() => build(recordOf('b/case', {}, {}))).toThrow('no case b/case among the cases');
    expect(() => cell({ other: ran(success()) })).toThrow('no step other in the case');
  });
});

it('cases come in order, those without a cell not at all', () => {
  const cases = ['c/c', 'a/a', 'b/b'].map((name) => caseOf(name, { build: ['go'] }));
  const cells = ['a/a', 'c/c'].map((name) => recordOf(name, { go: 'go1.20' }, { build: ran(success()) }));
  const results = buildResults({ toolchains: [], cases, cells, knowledge: [] });
  expect(results.cases.map(({ name }) => name)).toEqual(['a/a', 'c/c']);
});
