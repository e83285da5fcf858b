import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareResults } from '../../breaks/comparison/compare-results.ts';
import { failure, message, ran } from '../../breaks/evidence.fixture.ts';
import { bad, build, good } from '../../breaks/results/results.fixture.ts';
import { processorTime } from '../../model/processor-time.fixture.ts';
import type { Evidence } from '../../model/results.ts';
import { diffChange, diffEvidence } from './evidence-diff.ts';

const evidence = (log: string, fields: Partial<Evidence> = {}): Evidence => ({
  command: 'emcc a.c',
  env: {},
  exitCode: 1,
  log,
  diagnostics: [],
  ...fields,
});
const shown = (old: Evidence, now: Evidence) => diffEvidence(old, now).map(({ sign, text }) => `${sign}${text}`);

describe('diffEvidence', () => {
  it('shows the lines that differ with a little of what does not', () => {
    const lines = ['one', 'two', 'three', 'four', 'five', 'six'];
    const other = lines.with(4, 'FIVE');
    expect(shown(evidence(lines.join('\n')), evidence(other.join('\n'), { exitCode: 2 }))).toEqual([
      ' $ emcc a.c',
      '-exit code 1',
      '+exit code 2',
      ' one',
      ' two',
      ' three',
      ' four',
      '-five',
      '+FIVE',
      ' six',
    ]);
    expect(shown(evidence(lines.join('\n')), evidence(other.join('\n')))).toEqual([
      '@…',
      ' three',
      ' four',
      '-five',
      '+FIVE',
      ' six',
    ]);
  });

  it('shows environment, limits and what was not met', () => {
    expect(
      shown(
        evidence('', { env: { GOOS: 'js' } }),
        evidence('', { env: { GOOS: 'wasip1' }, exitCode: null, limit: 'wall', unmet: ['no import f'] }),
      ),
    ).toEqual([
      '-$ GOOS=js emcc a.c',
      '-exit code 1',
      '+$ GOOS=wasip1 emcc a.c',
      '+stopped by its limit on wall',
      '+not met: no import f',
    ]);
  });

  it('is silent where nothing differs, and shows the one side that there is', () => {
    expect(diffEvidence(evidence('a'), evidence('a'))).toEqual([]);
    expect(diffEvidence(undefined, undefined)).toEqual([]);
    const lines = diffEvidence(undefined, evidence('a')).map(({ sign, text }) => `${sign}${text}`);
    expect(lines).toEqual(['+$ emcc a.c', '+exit code 1', '+a']);
  });

  it('answers soon whatever the two texts are, and lets no control character through', () => {
    const text = fc
      .array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 400 })
      .map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (old, now) => {
        for (const { text: line } of diffEvidence(evidence(old), evidence(now))) {
          expect(line).not.toMatch(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u202e]/u);
        }
      }),
      { numRuns: 30 },
    );
    const long = (word: string) => Array.from({ length: 20_000 }, (_, at) => `${word}${at}`).join('\n');
    const [old, now] = [evidence(long('a')), evidence(long('b'))];
    expect(processorTime(() => diffEvidence(old, now))).toBeLessThan(2_000);
  });
});

describe('diffChange', () => {
  it('compares the steps of a changed failure, and nothing else', () => {
    const other = failure([message('runtime-export-missing', { symbol: 'HEAP32', message: 'HEAP32 undefined' })]);
    const changed = {
      ...bad,
      steps: bad.steps.map(([name, state]) => [name, name === 'load' ? ran(other) : state] as const),
    };
    const [old, now] = [build([bad]), build([changed])];
    const [change] = compareResults(old, now, { covers: () => true }).changes;
    expect(diffChange(change!, old, now).map(({ sign, text }) => `${sign}${text}`)).toEqual([
      ' $ run load',
      ' exit code 1',
      '-HEAPU8 undefined',
      '-go-exit-nonzero',
      '+HEAP32 undefined',
    ]);
    const before = build([{ ...good, on: bad.on }]);
    const [regressed] = compareResults(before, old, { covers: () => true }).changes;
    expect(diffChange(regressed!, before, old)).toEqual([]);
  });
});
