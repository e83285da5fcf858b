import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Results } from '../model/results.ts';
import { runCommand } from './run-command.fixture.ts';

/** The questions of cases/wasi/probes-* give answers on real hosts that are known by other ways: strace, and the hosts' own bugs. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const CASES = ['wasi/probes-raw-node', 'wasi/probes-raw-wazero', 'wasi/probes-raw-wasmedge', 'wasi/probes-go-wazero'];
const AXES = [
  '--go',
  '1.27',
  '--emsdk',
  '3.1.69',
  '--host',
  'node=24',
  '--host',
  'wazero=1.12.0',
  '--host',
  'wasmedge=0.17',
];

let folder: string;
let results: Results;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-probes-'));
  const out = join(folder, 'reports');
  const cases = CASES.flatMap((name) => ['--case', name]);
  const store = process.env.EMRIFT_STORE ? { EMRIFT_STORE: process.env.EMRIFT_STORE } : {};
  const args = ['run', ...AXES, ...cases, '--out', out, '--fail-on', 'none', '--json'];
  const done = await runCommand(args, { cwd: root, env: store });
  if (done.exitCode !== 0) throw new Error(`exit code ${done.exitCode}: ${done.stderr}`);
  results = JSON.parse(readFileSync(join(out, 'results.json'), 'utf8'));
}, 900_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is wrong with the answer to one question; undefined where nothing is. */
function wrongWith(name: string, question: string): string | undefined {
  const outcomes = Object.values(results.cells.find((cell) => cell.case === `wasi/${name}`)!.outcomes ?? {});
  return outcomes.map(({ details }) => details?.[question]).find((detail) => detail !== undefined);
}

it('calls the descriptor -1, which Go passes for what is outside, invalid on Node.js 24 and not open elsewhere', () => {
  expect(wrongWith('probes-raw-node', 'raw/open-below-minus-one')).toBe('EBADF wanted, EINVAL got');
  expect(wrongWith('probes-raw-wazero', 'raw/open-below-minus-one')).toBeUndefined();
  expect(wrongWith('probes-raw-wasmedge', 'raw/open-below-minus-one')).toBeUndefined();
});

it('shows that WasmEdge takes the leading slash off the names of folders', () => {
  expect(wrongWith('probes-raw-wasmedge', 'raw/prestat-name-with-slash')).toBe('name: /data wanted, data got');
  expect(wrongWith('probes-raw-wazero', 'raw/prestat-name-with-slash')).toBeUndefined();
});

it('shows that a host does what it is not asked for: wazero follows a link out of its folder, node forgets O_NOFOLLOW', () => {
  expect(wrongWith('probes-raw-wazero', 'raw/open-escape')).toBe('ENOTCAPABLE wanted, no error got');
  expect(wrongWith('probes-raw-node', 'raw/open-nofollow')).toBe('ELOOP wanted, no error got');
});

it('has no fault where Go creates and truncates, and distinguishes a guest that never answers from one that fails', () => {
  expect(wrongWith('probes-go-wazero', 'files/open-creat-trunc-existing')).toBeUndefined();
  expect(wrongWith('probes-raw-node', 'raw/poll-timer-past')).toBe('no answer within 30 seconds');
});
