import { describe, expect, it } from 'vitest';
import { failure, message, success } from '../evidence.fixture.ts';
import { classifyFailure, classifyTraps } from './classify.ts';

const kinds = (...args: Parameters<typeof failure>) =>
  classifyFailure(failure(...args)).map(({ kind, subject }) => `${kind}:${subject ?? '-'}`);

describe('classifyFailure', () => {
  it('puts causes by rank, then by log order, and leaves consequences out', () => {
    expect(
      kinds([
        message('subprocess-failed', { tool: 'node' }),
        message('compile-error', { file: 'gcc_amd64.S' }),
        message('undefined-symbol', { symbol: 'b' }),
        message('undefined-symbol', { symbol: 'a' }),
        message('undefined-symbol', { symbol: 'b', logLine: 9 }),
        message('python-traceback', { consequence: true }),
        message('cgo-cc-wrong-target', { package: 'runtime/cgo' }),
      ]),
    ).toEqual([
      'cgo-cc-wrong-target:runtime/cgo',
      'compile-error:gcc_amd64.S',
      'undefined-symbol:b',
      'undefined-symbol:a',
    ]);
  });

  it('lets a message win over wrong output, and wrong output over nothing', () => {
    const unmet = [{ kind: 'wrong-output', subject: null, text: 'printed nothing' }] as const;
    expect(kinds([message('trap-unreachable')], { exitCode: 0, unmet })).toEqual([
      'trap-unreachable:-',
      'wrong-output:-',
    ]);
    expect(kinds([], { exitCode: 0, unmet })).toEqual(['wrong-output:-']);
  });

  it('judges what ended well by its artefacts first', () => {
    const unmet = [{ kind: 'unexpected-import', subject: 'env.f', text: 'imports env.f' }] as const;
    expect(kinds([message('undefined-symbol', { symbol: 'f' })], { exitCode: 0, unmet })[0]).toBe(
      'unexpected-import:env.f',
    );
    expect(kinds([message('undefined-symbol', { symbol: 'f' })], { exitCode: 1, unmet })[0]).toBe('undefined-symbol:f');
  });

  it('names a declared limit where no message explains', () => {
    expect(kinds([], { exitCode: null, limit: 'wall' })).toEqual(['limit-wall:-']);
    expect(kinds([message('native-abort')], { exitCode: null, limit: 'silence' })).toEqual([
      'native-abort:-',
      'limit-silence:-',
    ]);
  });

  it('names the fault for which a program was ended, where nothing else is said', () => {
    const unmet = [{ kind: 'wrong-output', subject: null, text: 'printed nothing' }] as const;
    expect(kinds([], { exitCode: 139, unmet })).toEqual(['program-crash:SIGSEGV', 'wrong-output:-']);
    expect(kinds([message('linker-crash')], { exitCode: 139 })).toEqual(['linker-crash:-']);
    expect(kinds([], { exitCode: 134 })).toEqual(['unexplained-failure:-']);
    expect(kinds([], { exitCode: null, limit: 'wall' })).toEqual(['limit-wall:-']);
  });

  it('keeps lines of no known form as the evidence of what it cannot explain', () => {
    const odd = message('unrecognised', { message: 'error: sky fell' });
    const causes = classifyFailure(failure([message('aborted-previous-errors', { consequence: true }), odd]));
    expect(causes).toEqual([{ kind: 'unexplained-failure', subject: null, diagnostics: [odd] }]);
    expect(kinds([odd, message('no-input-files')])).toEqual(['no-input-files:-']);
  });

  it('puts what is missing in artefacts before output, behind what a failed program said', () => {
    const unmet = [
      { kind: 'wrong-output', subject: null, text: 'printed 5' },
      { kind: 'absent-export', subject: 'f\u0000\u200bg', text: 'exports no f' },
    ] as const;
    const messages = [message('trap-unreachable')];
    expect(kinds(messages, { exitCode: 1, unmet, limit: 'wall' })).toEqual([
      'trap-unreachable:-',
      'limit-wall:-',
      'absent-export:f g',
      'wrong-output:-',
    ]);
    expect(kinds(messages, { exitCode: 0, unmet, limit: 'wall' })).toEqual([
      'absent-export:f g',
      'trap-unreachable:-',
      'limit-wall:-',
      'wrong-output:-',
    ]);
  });

  it('has at most a hundred causes, and as many lines of what it cannot explain', () => {
    const many = Array.from({ length: 101 }, (_, at) => message('undefined-symbol', { symbol: `f${at}` }));
    expect(kinds(many)).toHaveLength(100);
    const odd = Array.from({ length: 101 }, () => message('unrecognised'));
    expect(classifyFailure(failure([message('go-exit-nonzero', { consequence: true }), ...odd]))).toMatchObject([
      { diagnostics: { length: 100 } },
    ]);
    const warnings = many.map((one) => ({ ...one, severity: 'warning' as const }));
    expect(classifyTraps(success({ diagnostics: warnings }))).toHaveLength(100);
  });

  it('keeps all messages of one cause together, and those without a subject apart from those of an odd one', () => {
    const [a, b, c] = [
      message('undefined-symbol', { symbol: 'f', logLine: 1 }),
      message('undefined-symbol', { symbol: 'g', logLine: 2 }),
      message('undefined-symbol', { symbol: 'f', logLine: 3 }),
    ] as const;
    expect(classifyFailure(failure([a, b, c]))).toEqual([
      { kind: 'undefined-symbol', subject: 'f', diagnostics: [a, c] },
      { kind: 'undefined-symbol', subject: 'g', diagnostics: [b] },
    ]);
  });

  it('takes warnings for no cause', () => {
    expect(kinds([message('undefined-symbol', { symbol: 'x', severity: 'warning' })])).toEqual([
      'unexplained-failure:-',
    ]);
  });
});

describe('classifyTraps', () => {
  it('finds the warnings of a passed step that will trap', () => {
    const diagnostics = [
      message('function-signature-mismatch', { symbol: 'add', severity: 'warning' }),
      message('compile-warning', { file: 'a.c', severity: 'warning' }),
      message('undefined-symbol', { symbol: 'f', severity: 'warning' }),
    ];
    expect(classifyTraps(success({ diagnostics })).map(({ kind, subject }) => `${kind}:${subject}`)).toEqual([
      'function-signature-mismatch:add',
      'undefined-symbol:f',
    ]);
  });

  it('takes no error, and nothing that merely follows, for such a warning', () => {
    const mismatch = (fields: object) => message('function-signature-mismatch', { symbol: 'add', ...fields });
    const traps = (fields: object) => classifyTraps(success({ diagnostics: [mismatch(fields)] })).length;
    expect([traps({ severity: 'warning' }), traps({}), traps({ severity: 'warning', consequence: true })]).toEqual([
      1, 0, 0,
    ]);
  });
});
