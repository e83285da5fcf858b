import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from './run-command.fixture.ts';

/** A slice of the matrix with real compilers, dealt to shards and put together again. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const CASES = [
  ...['abi/libraries', 'go/exit-code', 'go/wasm-exec-mismatch', 'link/undefined-function', 'page/heap-view'],
  ...['page/load-in-node', 'standalone/growth'],
];
const ASKED = [
  ...CASES.flatMap((name) => ['--case', name]),
  ...['--go', '1.19,1.23,1.27', '--emsdk', '3.1.6,3.1.69', '--host', 'node=20,24'],
];

let folder: string;
const at = (...parts: string[]) => join(folder, ...parts);
const env = process.env.EMRIFT_STORE ? { EMRIFT_STORE: process.env.EMRIFT_STORE } : {};
const emrift = (args: readonly string[]) => runCommand(args, { cwd: root, env });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-real-shards-'));
  const done = await emrift(['run', ...ASKED, '--out', at('one')]);
  if (done.exitCode !== 0) throw new Error(`exit code ${done.exitCode}: ${done.stderr}`);
}, 900_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** All files of a catalogue but the history, which says when runs were. */
function readCatalogue(out: string): Record<string, string> {
  const entries = readdirSync(out, { recursive: true, encoding: 'utf8', withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const own = paths.map((path) => path.slice(out.length + 1)).filter((path) => path !== 'history.jsonl');
  return Object.fromEntries(own.sort().map((path) => [path, readFileSync(join(out, path), 'utf8')]));
}

it.each([[[2, 1]], [[3, 1, 2]], [[7, 2, 5, 1, 3, 6, 4]]])(
  'shards %j come to what one machine found, byte for byte',
  async (order) => {
    const name = `of-${order.length}`;
    const journals = order.map((index) => at(`${name}-${index}.jsonl`));
    for (const [place, index] of order.entries()) {
      const shard = ['--shard', `${index}/${order.length}`, '--journal', journals[place]!, '--out', at('nowhere')];
      const done = await emrift(['run', ...ASKED, ...shard]);
      expect(done.exitCode, done.stderr).toBe(0);
    }
    const merged = await emrift(['merge', ...journals, '--out', at(name)]);
    expect(merged.exitCode, merged.stderr).toBe(0);
    const whole = readCatalogue(at('one'));
    expect(Object.keys(whole)).toEqual(expect.arrayContaining(['README.md', 'results.json']));
    expect(JSON.parse(whole['results.json']!).cells.length).toBeGreaterThan(20);
    expect(Object.keys(whole).filter((path) => path.startsWith('abi/')).length).toBeGreaterThan(0);
    expect(readCatalogue(at(name))).toEqual(whole);
    expect(readdirSync(folder)).not.toContain('nowhere');
  },
  600_000,
);
