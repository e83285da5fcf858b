import { spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { join as joinParts, list, section, text, wasm } from '../evidence/wasm/builder.fixture.ts';
import { FAKE_GO } from './fake-go.fixture.ts';
import { PROGRAM, runCommand } from './run-command.fixture.ts';

/** A plan that several machines share, each with a store of its own, with a toolchain that only pretends. */

let folder: string;
const at = (...parts: string[]) => join(folder, ...parts);
function write(path: string, content: string, mode = 0o644): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), content);
  chmodSync(at(path), mode);
}

/** A module with an exported memory (core specification, 5.5). */
const MODULE = wasm(section(5, list(joinParts(0, 1))), section(7, list(joinParts(text('memory'), 2, 0))));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-shards-'));
  for (const version of ['1.22.4', '1.23.4']) {
    write(`go${version}/bin/go`, FAKE_GO.replace('1.23.4', version), 0o755);
    write(`go${version}/VERSION`, `go${version}\n`);
  }
  const gos = ['1.22.4', '1.23.4'].map((version) => `'path:${at(`go${version}`)}'`);
  write('project/matrix.yaml', `go: {versions: [${gos.join(', ')}]}\nemsdk: {versions: ['3.1.6']}\n`);
  for (let index = 0; index < 9; index++) {
    const last = index % 3 === 0 ? 'go fail' : 'cat main.wasm';
    const cure = index === 0 ? 'workarounds:\n  other: {title: c, steps: {look: {run: cat main.wasm}}}\n' : '';
    write(
      `project/cases/fake/c${index}/case.yaml`,
      `title: t\nwhy: w\nsteps:\n  make: {run: go build, outputs: [main.wasm]}\n  look: {run: ${last}, uses: [go], needs: [make]}\n${cure}`,
    );
    write(`project/cases/fake/c${index}/input.txt`, `${index}`);
  }
  write(
    'project/cases/fake/tables/case.yaml',
    'title: t\nwhy: w\nsteps:\n  one: {run: cp a.bin a.wasm, uses: [go], outputs: [a.wasm], record: [a.wasm]}\n',
  );
  writeFileSync(at('project/cases/fake/tables/a.bin'), MODULE);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const emrift = (store: string, args: readonly string[]) =>
  runCommand(args, { cwd: at('project'), env: { EMRIFT_STORE: at(store) } });
const shard = (index: number, of: number, name: string) => [
  ...['run', '--shard', `${index}/${of}`, '--journal', at(name, `${index}.jsonl`), '--out', at(`${name}-nowhere`)],
];
const journals = (name: string, order: readonly number[]) => order.map((index) => at(name, `${index}.jsonl`));

/** All files of a catalogue but the history, which says when runs were. */
function readCatalogue(out: string): Record<string, string> {
  const entries = readdirSync(at(out), { recursive: true, encoding: 'utf8', withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const own = paths.map((path) => path.slice(at(out).length + 1)).filter((path) => path !== 'history.jsonl');
  return Object.fromEntries(own.sort().map((path) => [path, readFileSync(at(out, path), 'utf8')]));
}

/** What the history says but for times and durations. */
function readHistory(out: string): unknown[] {
  const lines = readFileSync(at(out, 'history.jsonl'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => ({ ...JSON.parse(line), run: '', costs: null }));
}

describe('shards', { timeout: 240_000 }, () => {
  it('in any number and order come to what one machine finds', async () => {
    expect((await emrift('store-one', ['run', '--out', at('one')])).exitCode).toBe(0);
    for (const order of [[1], [2, 1], [3, 1, 2], [7, 2, 5, 1, 3, 6, 4]]) {
      const name = `of-${order.length}`;
      const cells: number[] = [];
      for (const index of order) {
        const done = await emrift(`store-${name}-${index}`, [...shard(index, order.length, name), '--json']);
        expect(done.exitCode, done.stderr).toBe(0);
        cells.push(JSON.parse(done.stdout).cells);
      }
      expect(cells.reduce((sum, count) => sum + count)).toBe(20);
      expect(Math.max(...cells) - Math.min(...cells)).toBeLessThanOrEqual(2);
      const merged = await emrift('store-one', ['merge', ...journals(name, order), '--out', at(`${name}-out`)]);
      expect(merged.exitCode, merged.stderr).toBe(0);
      expect(readCatalogue(`${name}-out`)).toEqual(readCatalogue('one'));
      expect(readHistory(`${name}-out`)).toEqual(readHistory('one'));
    }
    expect(readdirSync(folder)).not.toContain('of-3-nowhere');
  });

  it('of which one was killed are not complete until it ran again', async () => {
    mkdirSync(at('killed'), { recursive: true });
    for (const index of [1, 3]) await emrift('store-of-3-1', shard(index, 3, 'killed'));
    const child = spawn(process.execPath, [PROGRAM, ...shard(2, 3, 'killed')], {
      cwd: at('project'),
      env: { ...process.env, EMRIFT_STORE: at('store-killed') },
      detached: true,
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    for (let waited = 0; waited < 10_000; waited += 20) {
      if (readdirSync(at('killed')).includes('2.jsonl')) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    process.kill(child.pid!, 'SIGKILL');
    await ended;
    // A write that the kill tore apart.
    appendFileSync(at('killed', '2.jsonl'), '{"kind":"step","key":"fake');
    const merge = ['merge', ...journals('killed', [1, 2, 3]), '--out', at('killed-out')];
    const incomplete = await emrift('store-one', merge);
    expect(incomplete.exitCode).toBe(3);
    expect(incomplete.stderr).toMatch(/the journal of shard 2\/3 \(.*2\.jsonl\) lacks .* \(run this shard again/);
    expect((await emrift('store-killed', shard(2, 3, 'killed'))).exitCode).toBe(0);
    expect((await emrift('store-one', merge)).exitCode).toBe(0);
    expect(readCatalogue('killed-out')).toEqual(readCatalogue('one'));
  });

  it.each([
    ['a missing one', [1, 3], 3, 'the journal of shard 2/3 is missing'],
    ['a doubled one', [1, 2, 2, 3], 3, 'shard 2/3 was given 2 times: '],
  ])('with %s are refused', async (_, order, exitCode, message) => {
    const merged = await emrift('store-one', ['merge', ...journals('of-3', order), '--out', at('refused')]);
    expect([merged.exitCode, merged.stderr]).toEqual([exitCode, expect.stringContaining(message)]);
    if (order.length > 3) expect(merged.stderr).toContain(journals('of-3', [2, 2]).join(', '));
  });

  it('of other plans are refused', async () => {
    const files = [...journals('of-3', [1, 2]), ...journals('of-2', [2])];
    const merged = await emrift('store-one', ['merge', ...files, '--out', at('refused')]);
    expect(merged.exitCode).toBe(2);
    expect(merged.stderr).toContain('belongs to another run than');
  });

  it.each([
    ['no JSON', 'not json\n', '1: a line that is no JSON'],
    ['no header', '{"kind":"end","ended":"x","interrupted":false}\n', '1: is no journal'],
    ['of the future', '{"kind":"header","schema":99}\n', '1: a journal of a newer emrift (format 99)'],
    ['of another shape', '{"kind":"header","schema":1}\n', '1: emrift: '],
    ['empty', '', '1: is no journal'],
  ])('that are %s are refused', async (_, content, message) => {
    write('hostile.jsonl', content);
    const merged = await emrift('store-one', ['merge', at('hostile.jsonl'), '--out', at('refused')]);
    expect([merged.exitCode, merged.stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it('report a change as one machine does, and what flakes', async () => {
    cpSync(at('project'), at('changed'), { recursive: true });
    const file = 'changed/cases/fake/c1/case.yaml';
    write(file, readFileSync(at(file), 'utf8').replace('cat main.wasm', 'go fail'));
    // Passes or fails by turns, whatever the store remembers.
    const mark = `'${at('turn')}'$(go version | tr ' /' --)`;
    const turns = `if [ -e ${mark} ]; then rm ${mark}; else touch ${mark}; false; fi`;
    const flaky = 'changed/cases/fake/c2/case.yaml';
    write(flaky, readFileSync(at(flaky), 'utf8').replace('cat main.wasm', `"${turns}"`));
    const baseline = ['--baseline', at('one', 'results.json'), '--no-sandbox'];
    const run = (store: string, args: readonly string[]) =>
      runCommand(args, { cwd: at('changed'), env: { EMRIFT_STORE: at(store) } });
    for (const index of [1, 2]) {
      const done = await run('store-changed', [...shard(index, 2, 'news'), ...baseline]);
      expect(done.exitCode, done.stderr).toBe(0);
    }
    const args = ['--out', at('news-out'), '--baseline', at('one', 'results.json'), '--json'];
    const merged = await run('store-changed', ['merge', ...journals('news', [1, 2]), ...args]);
    expect(merged.exitCode).toBe(1);
    const { verdicts, flaky: names } = JSON.parse(merged.stdout);
    expect(verdicts).toMatchObject({ regressed: 2, flaky: 2 });
    expect(names).toEqual(['fake/c2@go1.22.4-path', 'fake/c2@go1.23.4-path']);
  });
});
