import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../model/canonical.ts';
import { failure, message, ran, recordOf, stepOf, success } from '../evidence.fixture.ts';
import type { KnownBreak } from '../knowledge/knowledge.ts';
import { bad, build, entry, good, missing, on, surface } from './results.fixture.ts';

describe('buildResults', () => {
  it('fills cells, tables and breaks', () => {
    const results = build([bad, good]);
    const [first, second] = results.cells;
    expect(first).toMatchObject({
      on: on('em3.1.69'),
      status: 'pass',
      breaks: [],
      also: [],
      warnings: ['compile-warning:lib.c'],
    });
    expect(results.modules[first!.modules!['library/lib.wasm']!]).toEqual(surface);
    expect(second).toMatchObject({
      status: 'break',
      breaks: [{ step: 'load', id: 'runtime-export-missing:HEAPU8' }],
      also: ['function-signature-mismatch:add', 'go-exit-nonzero:page/view/load'],
    });
    const [brk] = results.breaks;
    expect(brk).toMatchObject({
      id: 'runtime-export-missing:HEAPU8',
      blame: 'emsdk',
      subject: 'HEAPU8',
      cases: ['page/view'],
    });
    expect(results.evidence[brk!.evidence.key]).toMatchObject({
      command: 'run load',
      exitCode: 1,
      diagnostics: [missing, { code: 'go-exit-nonzero' }],
    });
    expect(brk!.evidence.key).toMatch(/^[0-9a-f]{16}$/);
    expect(results.toolchains.map(({ id }) => id)).toEqual(['go1.23.5', 'em3.1.69', 'em6.0.5', 'node20.20.2']);
  });

  it.each([
    [
      'a break that was seen stays a break',
      [ran(failure([missing])), { kind: 'infra', reason: 'disk full' }],
      'break',
      'disk full',
    ],
    [
      'infra wins over skip',
      [
        { kind: 'skip', reason: 'no file' },
        { kind: 'infra', reason: 'net' },
      ],
      'infra',
      'net',
    ],
    ['skip wins over passing', [ran(success()), { kind: 'skip', reason: 'no file' }], 'skip', 'no file'],
    [
      'blocked does not count',
      [
        { kind: 'skip', reason: 'no file' },
        { kind: 'blocked', by: 'library' },
      ],
      'skip',
      'no file',
    ],
  ] as const)('%s', (_, [library, load], status, reason) => {
    const { cells } = build([recordOf('page/view', on('em6.0.5'), { library, load })]);
    expect(cells[0]).toMatchObject({ status, reason });
  });

  it('says which steps of a broken cell were not carried out', () => {
    const steps = { library: ran(failure([missing])), load: { kind: 'blocked', by: 'library' } } as const;
    expect(build([recordOf('page/view', on('em6.0.5'), steps)]).cells[0]).toMatchObject({
      status: 'break',
      untested: ['load'],
    });
  });

  it('keeps what workarounds came to, and their evidence, without counting them', () => {
    const cured = {
      ...entry,
      workarounds: [
        { name: 'ask', title: 'ask for it', steps: [{ ...stepOf('library', ['emsdk']), run: 'emcc -sX' }] },
      ],
    };
    const record = {
      ...bad,
      workarounds: {
        ask: [
          ['library', ran(failure([message('unknown-setting', { symbol: 'X' })]))],
          ['load', { kind: 'blocked', by: 'library' }],
        ],
      },
    } as const;
    const results = build([record], [], [cured]);
    const outcome = results.cells[0]!.workarounds!.ask!;
    expect(outcome).toMatchObject({ status: 'break', breaks: [{ step: 'library', id: 'unknown-setting:X' }] });
    expect(results.evidence[outcome.breaks![0]!.evidence]).toMatchObject({ command: 'emcc -sX' });
    expect(results.breaks.map(({ id }) => id)).toEqual(['runtime-export-missing:HEAPU8']);
  });

  it('lets knowledge supply a subject and explain a break', () => {
    const known: KnownBreak = {
      name: 'silent-exit',
      title: 'ends without a word',
      match: { kind: ['wrong-output'], case: 'page/*', step: 'load' },
      subject: 'early-exit',
      documented: { emsdk: '>=4.0.0' },
      explanation: 'x',
      cure: 'y',
      refs: ['z'],
      seen: 'measured',
      example: 'w',
    };
    const unmet = [{ kind: 'wrong-output', subject: null, text: 'printed nothing' }] as const;
    const quiet = recordOf('page/view', on('em6.0.5'), { load: ran(failure([], { exitCode: 0, unmet })) });
    expect(build([quiet], [known]).breaks[0]).toMatchObject({
      id: 'wrong-output:early-exit',
      known: 'silent-exit',
      documented: { emsdk: '>=4.0.0' },
    });
    expect(build([quiet]).breaks[0]).toMatchObject({ id: 'wrong-output:page/view/load' });
  });

  it('does not depend on the order of its input', () => {
    const records = ['em3.1.69', 'em6.0.5'].flatMap((emsdk) =>
      ['node20.20.2', 'node24.21.0'].map((node) => ({
        ...(emsdk === 'em6.0.5' ? bad : good),
        on: { node, go: 'go1.23.5', emsdk },
      })),
    );
    const expected = canonicalJson(build(records));
    const shuffled = fc.shuffledSubarray(records, { minLength: records.length });
    fc.assert(
      fc.property(shuffled, (cells) => canonicalJson(build(cells)) === expected),
      { numRuns: 30 },
    );
  });
});
