import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAKE_GO } from './fake-go.fixture.ts';
import { PROGRAM, runCommand } from './run-command.fixture.ts';

/**
 * The orchestrator itself, with a toolchain that only pretends: crashes, kills, limits, two runs at once. What real
 * toolchains do is tested in real.test.ts.
 */

let folder: string;
const at = (...parts: string[]) => join(folder, ...parts);
function write(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
  chmodSync(at(path), mode);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-orchestrator-'));
  write('go/bin/go', FAKE_GO, 0o755);
  write('go/VERSION', 'go1.23.4\n');
  write('project/matrix.yaml', `go: {versions: ['path:${at('go')}']}\nemsdk: {versions: ['3.1.6']}\n`);
  for (let index = 0; index < 12; index++) {
    const last = index % 3 === 0 ? 'go fail' : 'cat main.wasm';
    write(
      `project/cases/fake/c${index}/case.yaml`,
      `title: t\nwhy: w\nsteps:\n  make: {run: go build, outputs: [main.wasm]}\n  again: {run: go build, needs: [make], outputs: [main.wasm]}\n  look: {run: ${last}, uses: [go], needs: [again]}\n`,
    );
    write(`project/cases/fake/c${index}/input.txt`, `${index}`);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = (out: string, store: string, extra: string[] = []) =>
  runCommand(['run', '--out', at(out), ...extra], { cwd: at('project'), env: { EMRIFT_STORE: at(store) } });

/** All files of a catalogue but the history, which says when runs were. */
function readCatalogue(out: string): Record<string, string> {
  const files = readdirSync(at(out), { recursive: true, encoding: 'utf8', withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files
    .map((entry) => join(entry.parentPath, entry.name).slice(at(out).length + 1))
    .filter((path) => path !== 'history.jsonl');
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(at(out, path), 'utf8')]));
}

describe('a run', () => {
  it('gives the same bytes whatever the number of jobs, and executes nothing the second time', async () => {
    const first = await start('out-1', 'store-1', ['--jobs', '1']);
    expect(first.exitCode).toBe(0);
    expect((await start('out-4', 'store-4', ['--jobs', '4'])).exitCode).toBe(0);
    const results = readFileSync(at('out-1', 'results.json'), 'utf8');
    expect(readFileSync(at('out-4', 'results.json'), 'utf8')).toBe(results);
    expect(
      JSON.parse(results)
        .cells.map((cell: { status: string }) => cell.status)
        .sort(),
    ).toEqual([...Array(4).fill('break'), ...Array(8).fill('pass')]);
    expect((await runCommand(['report', '--check', '--out', at('out-1')], { cwd: at('project') })).exitCode).toBe(0);
    const again = JSON.parse((await start('out-1', 'store-1', ['--json'])).stdout);
    expect(again.executedSteps).toBe(0);
    expect(again.verdicts).toMatchObject({ same: 12 });
    const fresh = JSON.parse((await start('out-1', 'store-1', ['--json', '--fresh'])).stdout);
    expect(fresh.executedSteps).toBeGreaterThan(20);
    expect(readFileSync(at('out-1', 'results.json'), 'utf8')).toBe(results);
  });

  it('killed five times at any moment gives in the end what an undisturbed one gives', async () => {
    const moments = [150, 420, 610, 330, 780];
    for (const moment of moments) {
      const child = spawn(process.execPath, [PROGRAM, 'run', '--out', at('out-killed')], {
        cwd: at('project'),
        env: { ...process.env, EMRIFT_STORE: at('store-killed') },
        detached: true,
        stdio: 'ignore',
      });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await new Promise((resolve) => setTimeout(resolve, moment));
      try {
        process.kill(child.pid!, 'SIGKILL');
      } catch {
        // It was faster than the moment.
      }
      await ended;
    }
    expect((await start('out-killed', 'store-killed')).exitCode).toBe(0);
    expect(readdirSync(at('store-killed', 'tmp'))).toEqual([]);
    expect(readFileSync(at('out-killed', 'results.json'), 'utf8')).toBe(
      readFileSync(at('out-1', 'results.json'), 'utf8'),
    );
  });

  it('stops at once on Ctrl-C with exit code 130, leaves no process behind, and goes on from there', async () => {
    write('slow/matrix.yaml', readFileSync(at('project/matrix.yaml'), 'utf8'));
    write(
      'slow/cases/a/case.yaml',
      'title: t\nwhy: w\nsteps:\n  quick: {run: go version}\n  hang: {run: go hang, needs: [quick]}\n',
    );
    const child = spawn(process.execPath, [PROGRAM, 'run', '--out', at('out-slow')], {
      cwd: at('slow'),
      env: { ...process.env, EMRIFT_STORE: at('store-slow') },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    while (!said.includes('first result')) await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const asked = performance.now();
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(performance.now() - asked).toBeLessThan(5_000);
    expect(said).toContain('interrupted');
    expect(readdirSync(at('store-slow', 'tmp'))).toEqual([]);
  });

  it('is not disturbed by another one at the same time', async () => {
    const [one, other] = await Promise.all([start('out-a', 'store-both'), start('out-b', 'store-both')]);
    expect([one.exitCode, other.exitCode]).toEqual([0, 0]);
    expect(readFileSync(at('out-a', 'results.json'), 'utf8')).toBe(readFileSync(at('out-1', 'results.json'), 'utf8'));
    expect(readFileSync(at('out-b', 'results.json'), 'utf8')).toBe(readFileSync(at('out-1', 'results.json'), 'utf8'));
  });

  it('replaces only the cells that it planned', async () => {
    cpSync(at('out-1'), at('out-part'), { recursive: true });
    await start('out-part', 'store-1', ['--case', 'fake/c1', '--case', 'fake/c3']);
    expect(readCatalogue('out-part')).toEqual(readCatalogue('out-1'));
  });

  it('calls a limit that the step declares a break, and a flood too', async () => {
    write('limits/matrix.yaml', readFileSync(at('project/matrix.yaml'), 'utf8'));
    write('limits/cases/wall/case.yaml', 'title: t\nwhy: w\nsteps: {a: {run: go hang, limits: {wall: 300ms}}}\n');
    write('limits/cases/flood/case.yaml', 'title: t\nwhy: w\nsteps: {a: {run: go flood, limits: {output: 100KB}}}\n');
    const done = await runCommand(['run', '--out', at('out-limits'), '--json'], {
      cwd: at('limits'),
      env: { EMRIFT_STORE: at('store-limits') },
    });
    expect(JSON.parse(done.stdout).breaks.map((brk: { id: string }) => brk.id)).toEqual([
      'limit-output:flood/a',
      'limit-wall:wall/a',
    ]);
  });

  it('calls a default limit infrastructure, and what a step forges a break', async () => {
    const look = "title: t\nwhy: w\nsteps: {a: {run: '";
    write('forged/matrix.yaml', readFileSync(at('project/matrix.yaml'), 'utf8'));
    write('forged/cases/limit/default/case.yaml', `${look}go flood', uses: [go]}}\n`);
    write('forged/cases/forge/killed/case.yaml', `${look}exit 137', uses: [go]}}\n`);
    write('forged/cases/forge/sandbox/case.yaml', `${look}echo "bwrap: no" >&2; exit 1', uses: [go]}}\n`);
    const options = { cwd: at('forged'), env: { EMRIFT_STORE: at('store-forged') } };
    for (const executed of [3, 1]) {
      const done = await runCommand(['run', '--out', at('out-forged'), '--json', '--fail-on', 'none'], options);
      const { cells, executedSteps } = JSON.parse(done.stdout) as {
        cells: { status: string }[];
        executedSteps: number;
      };
      expect(done.exitCode).toBe(3);
      expect(cells.map(({ status }) => status)).toEqual(['break', 'break', 'infra']);
      // The two breaks are kept, the limit is tried again.
      expect(executedSteps).toBe(executed);
    }
    expect(readFileSync(at('out-forged', 'results.json'), 'utf8')).toContain(
      'the default limit on output was exceeded',
    );
  });

  it('reports a change as news: exit code 1, and 0 where the user says so', async () => {
    cpSync(at('project'), at('changed'), { recursive: true });
    write(
      'changed/cases/fake/c1/case.yaml',
      readFileSync(at('project/cases/fake/c1/case.yaml'), 'utf8').replace('cat main.wasm', 'go fail'),
    );
    cpSync(at('out-1'), at('out-changed'), { recursive: true });
    const run = (...extra: string[]) =>
      runCommand(['run', '--json', '--out', at('out-changed'), '--baseline', at('out-1', 'results.json'), ...extra], {
        cwd: at('changed'),
        env: { EMRIFT_STORE: at('store-1') },
      });
    const done = await run();
    expect(done.exitCode).toBe(1);
    expect(JSON.parse(done.stdout).changes).toEqual([
      { cell: 'fake/c1@go1.23.4-path', verdict: 'regressed', isNews: true },
    ]);
    expect((await run('--fail-on', 'none')).exitCode).toBe(0);
    expect((await runCommand(['report', '--check', '--out', at('out-changed')], { cwd: at('changed') })).exitCode).toBe(
      0,
    );
  });

  it('goes on without isolation where the user says so, and keeps those results apart', async () => {
    const done = JSON.parse((await start('out-bare', 'store-1', ['--no-sandbox', '--json'])).stdout);
    expect(done.executedSteps).toBeGreaterThan(20);
    expect(done.cells.map((cell: { status: string }) => cell.status)).toEqual(
      JSON.parse(readFileSync(at('out-1', 'results.json'), 'utf8')).cells.map(
        (cell: { status: string }) => cell.status,
      ),
    );
  });
}, 120_000);
