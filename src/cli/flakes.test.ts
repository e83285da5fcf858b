import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from './run-command.fixture.ts';

/** Steps that do not always do the same, with a toolchain that only pretends; without isolation, so that they can count. */

let folder: string;
const at = (...parts: string[]) => join(folder, ...parts);
function write(path: string, text: string): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
}

const FAKE_GO = `#!/bin/sh
case "$1" in
  version) echo 'go version go1.23.4 linux/amd64' ;;
  fail) echo 'main.go:1:1: syntax error: unexpected newline' >&2; exit 1 ;;
esac
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-flakes-'));
  write('go/bin/go', FAKE_GO);
  chmodSync(at('go/bin/go'), 0o755);
  write('go/VERSION', 'go1.23.4\n');
  write('project/matrix.yaml', `go: {versions: ['path:${at('go')}']}\nemsdk: {versions: ['3.1.6']}\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a run', () => {
  it('executes what is not as it was once more, and separates what disagrees with itself', async () => {
    write('flaky/matrix.yaml', readFileSync(at('project/matrix.yaml'), 'utf8'));
    const counter = at('flaky-counter');
    const count = (fails: string) =>
      `n=$(cat ${counter} 2>/dev/null || echo 0); echo $((n + 1)) >${counter}; case $n in ${fails}) go fail;; esac`;
    const useCase = (run: string) =>
      write('flaky/cases/a/case.yaml', `title: t\nwhy: w\nsteps:\n  a: {run: '${run}', uses: [go]}\n`);
    const run = async (...extra: string[]) => {
      const args = ['run', '--json', '--no-sandbox', '--out', at('out-flaky'), ...extra];
      const done = await runCommand(args, { cwd: at('flaky'), env: { EMRIFT_STORE: at('store-flaky') } });
      const { verdicts, flaky } = JSON.parse(done.stdout);
      return { exitCode: done.exitCode, verdicts, flaky, said: done.stderr };
    };
    const cell = 'a@go1.23.4-path';
    // The second execution fails, and no other does.
    useCase(count('1'));
    expect(await run()).toMatchObject({ exitCode: 0, verdicts: { same: 1 } });
    const results = readFileSync(at('out-flaky/results.json'), 'utf8');
    expect(await run('--fresh')).toMatchObject({ exitCode: 0, verdicts: { flaky: 1, same: 0 }, flaky: [cell] });
    expect(readFileSync(at('out-flaky/results.json'), 'utf8')).toBe(results);
    expect(readFileSync(counter, 'utf8').trim()).toBe('3');
    // What later runs find is what the cell came to the second time.
    expect(await run()).toMatchObject({ exitCode: 0, verdicts: { same: 1 }, flaky: [] });
    // From the fourth execution on it fails: that is confirmed, once.
    writeFileSync(at('baseline.json'), results);
    useCase(count('[3-9]'));
    const first = await run('--baseline', at('baseline.json'));
    expect(first).toMatchObject({ exitCode: 1, verdicts: { regressed: 1 }, flaky: [] });
    expect(first.said).toContain('running 1 cell again');
    const second = await run('--baseline', at('baseline.json'));
    expect(second).toMatchObject({ exitCode: 1, verdicts: { regressed: 1 }, flaky: [] });
    expect(second.said).not.toContain('again');
    expect(readFileSync(counter, 'utf8').trim()).toBe('5');
  });

  it('measures its noise on a sample of cells that it executes twice, and touches no result', async () => {
    const matrix = readFileSync(at('project/matrix.yaml'), 'utf8');
    write('noisy/matrix.yaml', `${matrix}profiles: {nightly: {sample: 2}}\n`);
    const counter = at('noise-counter');
    const flip = `n=$(cat ${counter} 2>/dev/null || echo 0); echo $((n + 1)) >${counter}; case $n in 2) go fail;; esac`;
    write('noisy/cases/flips/case.yaml', `title: t\nwhy: w\nsteps:\n  a: {run: '${flip}', uses: [go]}\n`);
    write('noisy/cases/steady/case.yaml', 'title: t\nwhy: w\nsteps: {a: {run: go fail}}\n');
    const run = async (profile: string) => {
      const args = ['run', '--json', '--no-sandbox', '--out', at('out-noisy'), '--profile', profile];
      return JSON.parse(
        (await runCommand(args, { cwd: at('noisy'), env: { EMRIFT_STORE: at('store-noisy') } })).stdout,
      );
    };
    expect(await run('default')).not.toHaveProperty('noise');
    const results = readFileSync(at('out-noisy/results.json'), 'utf8');
    expect(await run('nightly')).toMatchObject({
      verdicts: { same: 2 },
      noise: { cells: 2, differ: ['flips@go1.23.4-path'] },
    });
    expect(readFileSync(counter, 'utf8').trim()).toBe('3');
    expect(readFileSync(at('out-noisy/results.json'), 'utf8')).toBe(results);
    expect(await run('default')).toMatchObject({ executedSteps: 0, verdicts: { same: 2 } });
    const [, line] = readFileSync(at('out-noisy/history.jsonl'), 'utf8').trim().split('\n');
    expect(JSON.parse(line!)).toMatchObject({ kind: 'run', noise: { cells: 2, differ: 1 } });
  });

  it('measures it while sources are asked, where all that the lock has is there', async () => {
    const matrixOf = (go: string) =>
      `{go: {versions: ['path:${go}'], from: [go.dev]}, emsdk: {versions: ['3.1.6']}, profiles: {nightly: {update: true, sample: 2}}}`;
    write('asking/matrix.yaml', matrixOf(at('go')));
    write('asking/cases/steady/case.yaml', 'title: t\nwhy: w\nsteps: {a: {run: go fail}}\n');
    const args = ['run', '--json', '--no-sandbox', '--out', at('out-asking'), '--profile', 'nightly'];
    // The only source refuses to answer.
    const env = { EMRIFT_STORE: at('store-asking'), EMRIFT_GO_DEV_BASE: 'http://127.0.0.1:1' };
    const run = () => runCommand(args, { cwd: at('asking'), env });
    for (const executedSteps of [1, 0]) {
      const { stdout, stderr } = await run();
      expect(stderr).toContain('running 1 cell twice to measure the noise, while sources are asked');
      expect(JSON.parse(stdout)).toMatchObject({ executedSteps, noise: { cells: 1, differ: [] } });
    }
    // What asking throws is told, and ends the measuring.
    write('asking/matrix.yaml', matrixOf('/nowhere'));
    expect((await run()).stderr).toMatch(/^emrift: /m);
  });
}, 120_000);
