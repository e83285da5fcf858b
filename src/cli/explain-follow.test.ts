import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROGRAM } from './run-command.fixture.ts';

const LOG = 'wasm-ld: error: a.o: undefined symbol: __sys_open\nsrc/a.c:3:7: error: expected expression\n';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-follow-'));
  writeFileSync(join(folder, 'log'), LOG);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(line: string, env: Readonly<Record<string, string>> = {}) {
  const node = `'${process.execPath}' '${PROGRAM}' explain`;
  const done = spawnSync('sh', ['-c', line.replaceAll('explain', node)], {
    cwd: folder,
    encoding: 'buffer',
    maxBuffer: 1 << 28,
    env: { ...process.env, ...env },
  });
  return { status: done.status, out: done.stdout, err: done.stderr.toString() };
}

describe('explain --tee', () => {
  it('passes a log through byte for byte and explains it on standard error', () => {
    const bytes = Buffer.concat([Buffer.from(LOG), Buffer.from([0, 255, 10, 13]), Buffer.from('no line break')]);
    writeFileSync(join(folder, 'odd'), bytes);
    const { status, out, err } = run('cat odd | explain --tee');
    expect(out).toEqual(bytes);
    expect(err).toContain('Objects built before Emscripten 2.0.32');
    expect(status).toBe(0);
  });

  it('ends with 1 where the log has an error and that is asked for', () => {
    expect(run('cat log | explain --tee --fail-on error').status).toBe(1);
    expect(run('echo fine | explain --tee --fail-on error').status).toBe(0);
  });

  it('goes on reading where nobody takes what it passes through', () => {
    const { err } = run(
      '{ node -e \'process.stdout.write("x\\n".repeat(500000))\'; cat log; } | explain --tee | head -1',
    );
    expect(err).toContain('undefined symbol: __sys_open');
  });
});

describe('explain --follow', () => {
  it.each([
    ['sh -c "cat log >&2; exit 7"', 7],
    ['-- sh -c "cat log >&2; exit 7"', 7],
    ["sh -c 'kill -9 $$'", 137],
    ['true', 0],
  ])('%s ends with the exit code of the command', (command, code) => {
    expect(run(`explain --follow ${command}`).status).toBe(code);
  });

  it('keeps the two streams apart, and explains at the end', () => {
    const { out, err } = run('explain --follow sh -c "echo built; cat log >&2; exit 1"');
    expect(out.toString()).toBe('built\n');
    expect(err.startsWith(LOG)).toBe(true);
    expect(err).toContain('Objects built before Emscripten 2.0.32');
  });

  it('says nothing of a command that succeeds', () => {
    const { out, err } = run('explain --follow sh -c "echo built; echo noise >&2"');
    expect([out.toString(), err]).toEqual(['built\n', 'noise\n']);
  });

  it('says so where a command fails without a word', () => {
    expect(run('explain --follow sh -c "exit 3"').err).toContain(
      'ended with exit code 3, and nothing in its output looks like an error',
    );
  });

  it.each([
    ['', 'needs a command'],
    ['no-such-program --flag', 'there is no such program'],
  ])('refuses %j in one line', (command, words) => {
    const { status, err } = run(`explain --follow ${command}`);
    expect(err).toMatch(/^emrift: .*\n$/);
    expect(err).toContain(words);
    expect(status).toBe(2);
  });
});

describe('explain --github', () => {
  it('annotates, and appends to the summary of the step', () => {
    const summary = join(folder, 'summary.md');
    writeFileSync(summary, 'before\n');
    const { status, err } = run('explain log --github', { GITHUB_STEP_SUMMARY: summary });
    const lines = err.trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^::error file=src\/a\.c,line=3,title=[^:,]+::expected expression%0A/);
    expect(lines[1]).toMatch(/^::error title=Objects built before Emscripten 2\.0\.32[^:]*::/);
    expect(readFileSync(summary, 'utf8')).toMatch(/^before\n## emrift explain\n[\s\S]*undefined symbol: __sys_open/);
    expect(status).toBe(0);
  });

  it('keeps to ten annotations of a level, whose last says how many more there are', () => {
    const kinds = ['undefined: x', 'missing function body', 'expected x', 'y redeclared in this block'];
    const log = Array.from({ length: 60 }, (_, at) => `a${at}.c:1:1: error: ${kinds[at % 4]} ${at}`).join('\n');
    writeFileSync(join(folder, 'many'), `${log}\n${'wasm-ld: error: unknown argument: --x\n'.repeat(3)}`);
    const { err } = run('explain many --github');
    expect(err.trimEnd().split('\n').length).toBeLessThanOrEqual(10);
  });

  it('escapes what a log holds', () => {
    writeFileSync(join(folder, 'hostile'), 'wasm-ld: error: a.o: undefined symbol: x%0A::error::y\r::warning::z\n');
    const { err } = run('explain hostile --github');
    expect(err.split('\n').filter((line) => line.startsWith('::'))).toHaveLength(1);
    expect(err).not.toContain('\n::warning');
  });
});
