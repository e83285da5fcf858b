import { describe, expect, it } from 'vitest';
import { countOutcomes, isFailure, judge, OUTCOMES, whyNotApplicable } from './outcome.ts';
import { findErrorLine, readReport } from './read-report.ts';
import { readTest } from './read-test.ts';

const specOf = (value: unknown) => {
  const found = readTest(JSON.stringify(value));
  if (found.kind === 'invalid') throw new Error(found.reason);
  return found.spec;
};
const RUN = { type: 'run' };
const WAIT = { type: 'wait' };
const bytes = (stdout: string, stderr = '') => ({ stdout: Buffer.from(stdout), stderr: Buffer.from(stderr) });
const REPORT = '0 started\n1 read\n2 exit 0\n';

describe('a report', () => {
  const { operations } = specOf({ stdout: 'ab' });
  it('passes where all is as demanded; more output than that is no failure', () => {
    expect(readReport(operations, REPORT, [bytes('ab')])).toEqual({ kind: 'passed' });
    expect(readReport(operations, REPORT, [bytes('abc')])).toEqual({ kind: 'passed' });
  });

  it.each([
    ['other output', REPORT, bytes('ax'), 'expected "ab", got "ax"'],
    ['less output', REPORT, bytes('a'), 'expected "ab", got "a"'],
    ['no output from a host that crashed', '0 started\n1 read\n2 exit 139', bytes(''), 'got "", and it ended with 139'],
    ['another exit code', '0 started\n1 read\n2 exit 1', bytes('ab', 'x\nError: y\nz\n'), 'got 1; Error: y'],
    ['reading that takes too long', '0 started\n1 late', bytes('ab'), 'operation 2 (read): takes too long'],
    [
      'a process that does not end',
      '0 started\n1 read\n2 late',
      bytes('ab'),
      'operation 3 (wait): does not end in time',
    ],
  ])('fails with %s', (_, report, printed, reason) => {
    expect(readReport(operations, report, [printed])).toEqual({
      kind: 'failed',
      reason: expect.stringContaining(reason),
    });
  });

  it('is not decided where it ends early', () => {
    expect(readReport(operations, '0 started\n', [bytes('')])).toMatchObject({ kind: 'undecided' });
    expect(readReport(operations, '', [])).toMatchObject({ kind: 'undecided' });
  });

  it('reads a stream on where it was left, and anew for each process', () => {
    const read = (payload: string) => ({ type: 'read', payload });
    const two = specOf({ operations: [RUN, read('a'), read('b'), WAIT, RUN, read('c'), WAIT] });
    const report = '0 started\n1 read\n2 read\n3 exit 0\n4 started\n5 read\n6 exit 0\n';
    expect(readReport(two.operations, report, [bytes('ab'), bytes('c')])).toEqual({ kind: 'passed' });
    expect(readReport(two.operations, report, [bytes('ab'), bytes('b')])).toMatchObject({ kind: 'failed' });
  });

  it('has 128 and its number for a signal, and eight bits of an exit code', () => {
    const killed = specOf({ operations: [RUN, { type: 'kill' }, { type: 'wait', exit_code: -15 }] });
    const end = (code: number) => readReport(killed.operations, `0 started\n1 sent 0\n2 exit ${code}\n`, [bytes('')]);
    expect([end(143).kind, end(0).kind]).toEqual(['passed', 'failed']);
    const large = specOf({ exit_code: 256 + 7 });
    expect(readReport(large.operations, '0 started\n1 exit 7\n', [bytes('')])).toEqual({ kind: 'passed' });
  });

  it('fails where a write or a signal did not succeed', () => {
    const write = specOf({ operations: [RUN, { type: 'write', id: 'stdin' }, WAIT] });
    const found = readReport(write.operations, '0 started\n1 wrote 141\n2 exit 0', [bytes('')]);
    expect(found).toMatchObject({ kind: 'failed', reason: 'operation 2 (write): did not succeed (141)' });
  });
});

describe('what was printed', () => {
  it('is known by the line that says what went wrong, else by the last', () => {
    expect(findErrorLine("x\n  triggerUncaughtException('errors')\n[CompileError: no]\nNode.js v20\n")).toBe(
      '[CompileError: no]',
    );
    expect(findErrorLine('a\n b \n\n')).toBe('b');
    expect(findErrorLine(' \n')).toBeNull();
  });
});

describe('an outcome', () => {
  const passed = { kind: 'passed' } as const;
  const failed = { kind: 'failed', reason: 'x' } as const;
  const fails = { suite: 's', test: 't', skip: false, expected: 'fail' } as const;
  it('is compared with what is expected', () => {
    expect(judge(passed, null).outcome).toBe('pass');
    expect(judge(failed, null)).toEqual({ outcome: 'fail', reason: 'x' });
    expect(judge(failed, fails).outcome).toBe('expected-fail');
    expect(judge(passed, fails).outcome).toBe('unexpected-pass');
    expect(judge({ kind: 'undecided', reason: 'y' }, fails).outcome).toBe('undecided');
  });

  it('counts', () => {
    expect(countOutcomes(['pass', 'pass', 'skip'])).toMatchObject({ tests: 3, pass: 2, skip: 1, fail: 0 });
    expect(OUTCOMES.filter(isFailure)).toEqual(['fail', 'unexpected-pass', 'invalid']);
  });

  it('is not applicable where no module of preview 1 could do it', () => {
    const operations = [RUN, WAIT];
    expect(whyNotApplicable('wasm32-wasip1', specOf({}))).toBeNull();
    expect(whyNotApplicable('wasm32-wasip3', specOf({}))).toMatch(/wasip3/);
    expect(whyNotApplicable('wasm32-wasip1', specOf({ operations, world: 'wasi:http/service' }))).toMatch(/world/);
    expect(whyNotApplicable('wasm32-wasip1', specOf({ operations, proposals: ['http'] }))).toMatch(/proposal http/);
    expect(whyNotApplicable('wasm32-wasip1', specOf({ operations: [RUN, { type: 'connect' }, WAIT] }))).toMatch(
      /listens/,
    );
    const servers = [{ name: 'a', kind: 'listening' }];
    expect(whyNotApplicable('wasm32-wasip1', specOf({ operations, servers }))).toMatch(/servers/);
  });
});
