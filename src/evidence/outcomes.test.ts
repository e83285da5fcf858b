import { expect, it } from 'vitest';
import { LONGEST_TEST_NAME, MOST_TESTS, type ReadOutcomes } from '../model/outcomes.ts';
import { readOutcomes } from './outcomes.ts';

const read = (...lines: string[]) => readOutcomes(`${lines.join('\n')}\n`) as ReadOutcomes;

it('reads what go test -v prints, top-level tests alone', () => {
  const outcomes = read(
    '=== RUN   TestB',
    '=== RUN   TestB/sub',
    '    b_test.go:3: no',
    '--- FAIL: TestB (0.00s)',
    '    --- FAIL: TestB/sub (0.00s)',
    '=== RUN   TestA',
    '--- PASS: TestA (12.34s)\r',
    '--- SKIP: TestC (0.00s)',
    'FAIL',
  );
  expect(outcomes).toEqual({ pass: ['TestA'], fail: ['TestB'], skip: ['TestC'], details: {}, closed: true });
});

it('keeps what stands behind a name, without colours and seconds', () => {
  const { details, fail } = read(
    '--- FAIL: fs/append: got 3',
    '\x1b[31m--- FAIL: fs/seek (0.10s) read 5 in 12ms\x1b[0m',
  );
  expect(fail).toEqual(['fs/append', 'fs/seek']);
  expect(details).toEqual({ 'fs/append': 'got 3', 'fs/seek': 'read 5 in 0s' });
});

it('names the test that was under way when the output ended', () => {
  const cut = read('=== RUN   TestA', '--- PASS: TestA (0.00s)', '=== RUN   TestB', 'SIGABRT');
  expect(cut).toEqual({ pass: ['TestA'], fail: [], skip: [], details: {}, open: 'TestB', closed: false });
  expect(read('--- PASS: fs/open', '=== RUN   fs/seek').open).toBe('fs/seek');
  expect(read('--- PASS: a', '=== RUN   TestB', '=== RUN   TestB/sub').open).toBe('TestB');
  expect(read('--- PASS: a', 'PASS', '--- PASS: b').closed).toBe(false);
});

it('takes of several lines on one test the worst', () => {
  expect(read('--- PASS: a', '--- FAIL: a', '--- SKIP: a', '--- SKIP: b', '--- PASS: b')).toMatchObject({
    fail: ['a'],
    pass: ['b'],
    skip: [],
  });
});

it('finds nothing where nothing is', () => {
  expect(readOutcomes('PASS\nok  \tio/fs\t0.1s\n--- BENCH: x\n  --- PASS: indented\n')).toBeNull();
});

it('refuses more than it keeps', () => {
  const many = Array.from({ length: MOST_TESTS + 1 }, (_, at) => `--- PASS: t${at}`);
  expect(readOutcomes(many.join('\n'))).toContain('more than');
  expect(readOutcomes(`--- PASS: ${'x'.repeat(LONGEST_TEST_NAME + 1)}`)).toContain('longer than');
  expect(read('--- PASS: __proto__: x', '--- FAIL: constructor')).toMatchObject({
    pass: ['__proto__'],
    fail: ['constructor'],
  });
});
