import { describe, expect, it } from 'vitest';
import type { StepEvidence } from '../../model/record.ts';
import { failure, message, stepOf, success } from '../evidence.fixture.ts';
import { indexKnowledge } from '../knowledge/find-known.ts';
import type { KnownBreak } from '../knowledge/knowledge.ts';
import { type JudgedStep, judgeStep, type Tables } from './judge-step.ts';

const STEP: JudgedStep = { case: 'a/case', entry: { ...stepOf('link', ['emsdk']), env: { A: 'b' } } };
const symbol = (name: string) => message('undefined-symbol', { symbol: name, message: `no ${name}` });
const ended = message('go-exit-nonzero');

function judge(evidence: StepEvidence, step = STEP, knowledge: readonly KnownBreak[] = []) {
  const tables: Tables = { evidence: new Map(), modules: new Map(), tests: new Map() };
  return { ...judgeStep(evidence, step, indexKnowledge(knowledge), tables), tables };
}

describe('a step that failed', () => {
  it('breaks with its first cause, and has the others beside it, sorted and once', () => {
    const { tables, ...judged } = judge(failure([symbol('b'), ended, symbol('c'), symbol('a'), symbol('b')]));
    const [key] = tables.evidence.keys();
    expect(judged).toEqual({
      kind: 'failed',
      breaks: [{ step: 'link', id: 'undefined-symbol:b', evidence: key }],
      also: ['go-exit-nonzero:a/case/link', 'undefined-symbol:a', 'undefined-symbol:c'],
    });
    expect([...tables.evidence.values()]).toEqual([
      {
        command: 'run link',
        env: { A: 'b' },
        exitCode: 1,
        log: 'no b\ngo-exit-nonzero\nno c\nno a\nno b',
        diagnostics: [symbol('b'), symbol('b'), symbol('c'), symbol('a'), ended],
      },
    ]);
  });

  it('keeps the limit that struck and what was not met with its evidence', () => {
    const unmet = [{ kind: 'absent-export', subject: 'f', text: 'exports no f' }] as const;
    const [kept] = judge(failure([], { exitCode: null, limit: 'wall', unmet })).tables.evidence.values();
    expect(kept).toMatchObject({ exitCode: null, limit: 'wall', unmet: ['exports no f'], diagnostics: [] });
  });

  it('keeps a hundred messages, and equal evidence once', () => {
    const flood = Array.from({ length: 150 }, (_, at) => message('unrecognised', { message: `line ${at}` }));
    const tables: Tables = { evidence: new Map(), modules: new Map(), tests: new Map() };
    const one = judgeStep(failure(flood), STEP, indexKnowledge([]), tables);
    const two = judgeStep(failure(flood), STEP, indexKnowledge([]), tables);
    expect(two).toEqual(one);
    expect(tables.evidence.size).toBe(1);
    expect([...tables.evidence.values()][0]!.diagnostics).toHaveLength(100);
    const many = Array.from({ length: 150 }, (_, at) => symbol(`f${at}`));
    expect(judge(failure(many))).toMatchObject({ also: { length: 99 } });
    const twice = Array.from({ length: 150 }, () => symbol('f'));
    expect([...judge(failure(twice)).tables.evidence.values()][0]!.diagnostics).toHaveLength(100);
  });

  it('is named after the step that it repeats where nothing else names it', () => {
    const repeated = { ...STEP, entry: { ...STEP.entry, name: 'link-fast', repeats: { step: 'link', variant: {} } } };
    expect(judge(failure([]), repeated)).toMatchObject({
      breaks: [{ step: 'link-fast', id: 'unexplained-failure:a/case/link' }],
    });
    expect(judge(failure([]))).toMatchObject({ breaks: [{ id: 'unexplained-failure:a/case/link' }] });
  });

  it('has the subject that knowledge gives it, by its messages or by what was not met', () => {
    const known = (text: string): KnownBreak => ({
      name: 'n',
      title: 't',
      match: { kind: ['trap-unreachable', 'wrong-output'], step: 'link', text: [text] },
      subject: 'early-exit',
      documented: {},
      explanation: 'x',
      cure: 'y',
      refs: ['z'],
      seen: 'measured',
      example: 'w',
    });
    const trap = failure([message('trap-unreachable', { message: 'RuntimeError: unreachable' })]);
    expect(judge(trap, STEP, [known('unreachable')])).toMatchObject({
      breaks: [{ id: 'trap-unreachable:early-exit' }],
    });
    expect(judge(trap, STEP, [known('other')])).toMatchObject({ breaks: [{ id: 'trap-unreachable:a/case/link' }] });
    const unmet = [{ kind: 'wrong-output', subject: null, text: 'printed nothing' }] as const;
    const quiet = failure([], { exitCode: 0, unmet });
    expect(judge(quiet, STEP, [known('nothing')])).toMatchObject({ breaks: [{ id: 'wrong-output:early-exit' }] });
    // The text of another cause is none of this one.
    const both = failure([], {
      exitCode: 1,
      unmet: [
        { kind: 'absent-export', subject: null, text: 'printed nothing' },
        { ...unmet[0], text: 'printed 5' },
      ],
    });
    expect(judge(both, STEP, [known('nothing')])).toMatchObject({ also: ['wrong-output:a/case/link'] });
  });
});

it('a step that passed keeps its warnings, those that will trap apart too, and its modules once each', () => {
  const trap = message('function-signature-mismatch', { severity: 'warning', symbol: 'add' });
  const diagnostics = [
    trap,
    message('compile-warning', { severity: 'warning', file: '/w/b.c' }),
    message('compile-warning', { severity: 'warning', file: '/w/a.c' }),
    message('compile-warning', { severity: 'warning', file: '/w/c.c', consequence: true }),
    message('undefined-symbol', { severity: 'error', symbol: 'f' }),
    trap,
  ];
  const surface = { imports: [], exports: [] };
  const { tables, ...judged } = judge(success({ diagnostics, modules: { 'a.wasm': surface, 'b.wasm': surface } }));
  const [key] = tables.modules.keys();
  expect(judged).toEqual({
    kind: 'passed',
    warnings: ['compile-warning:a.c', 'compile-warning:b.c', 'function-signature-mismatch:add'],
    also: ['function-signature-mismatch:add'],
    modules: [
      ['link/a.wasm', key],
      ['link/b.wasm', key],
    ],
  });
  expect([tables.modules.size, tables.evidence.size]).toEqual([1, 0]);
});
