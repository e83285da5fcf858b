import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findStore } from '../evidence/wasm/peers.fixture.ts';
import { parseCell } from '../model/ids.ts';
import type { Toolchain } from '../model/toolchain.ts';
import { folderVariable } from '../reports/repro/needed-tools.ts';
import { sandboxArgv } from '../system/sandbox/enter.ts';
import { runProcess } from '../system/sandbox/run.ts';
import { listStored, openStore } from '../toolchains/store/store.ts';
import { runCommand } from './run-command.fixture.ts';

/** The scripts of cells are carried out where there is no emrift: in a bare root with the cell's toolchains. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const LIMITS = { wall: 300_000, silence: 300_000, output: 16 << 20, memory: 8 * (1 << 30) };
const AXES = ['--go', '1.23,1.27', '--emsdk', '3.1.6', '--host', 'node=20'];
const CASES = [
  'go/c-shared-wasip1',
  'go/wasm-exec-mismatch',
  'go/exit-code',
  'link/undefined-function',
  'page/heap-view',
  'page/load-in-node',
  'standalone/growth',
];

let folder: string;
let stored: readonly Toolchain[];
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-repro-'));
  const env = process.env.EMRIFT_STORE ? { EMRIFT_STORE: process.env.EMRIFT_STORE } : {};
  const cases = CASES.flatMap((name) => ['--case', name]);
  const done = await runCommand(['run', ...AXES, ...cases, '--out', at('reports'), '--json'], { cwd: root, env });
  if (done.exitCode !== 0) throw new Error(`exit code ${done.exitCode}: ${done.stderr}`);
  stored = (await listStored(await openStore(findStore(), 'linux-x64'))).map(({ toolchain }) => toolchain);
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes the script of a cell and carries it out as a stranger would who has these toolchains. */
async function carryOut(cell: string, options: { args?: readonly string[]; tools?: Record<string, string> } = {}) {
  const script = at('cell.sh');
  const args = ['repro', cell, '--out', at('reports'), '-o', script, ...(options.args ?? [])];
  const written = await runCommand(args, { cwd: root });
  expect(written.stderr).toBe(`wrote ${script}\n`);
  const on = { ...parseCell(cell)!.on, ...options.tools };
  const uses = Object.entries(on).map(([role, id]) => ({ role, toolchain: stored.find((one) => one.id === id)! }));
  const own = uses.find(({ toolchain }) => toolchain.layout === 'root')?.toolchain ?? null;
  const others = uses.filter(({ toolchain }) => toolchain.layout !== 'root');
  const variables = others.map(({ role, toolchain }) => [
    folderVariable(role),
    `/opt/${role}/${toolchain.path[0] ?? ''}`,
  ]);
  const files = others.find(({ toolchain }) => Object.keys(toolchain.borrowed).length > 0);
  const borrowed = files && `/opt/${files.role}/lib/wasm-borrowed`;
  const tmp = at('tmp');
  // What Go compiled of its own library for the scripts before: a cold cache takes minutes, and no script speaks of it.
  const goCache = join(findStore(), 'test', 'go-cache');
  for (const dir of [tmp, goCache]) mkdirSync(dir, { recursive: true });
  const plan = {
    root: own?.dir ?? null,
    mounts: [
      { from: tmp, to: '/tmp', writable: true },
      { from: goCache, to: '/go-cache', writable: true },
      { from: script, to: '/cell.sh' },
      ...others.map(({ role, toolchain }) => ({ from: toolchain.dir, to: `/opt/${role}` })),
    ],
    env: {
      PATH: others.some(({ role }) => role === 'node') ? '/opt/node/bin:/usr/bin:/bin' : '/usr/bin:/bin',
      ...Object.fromEntries(variables),
      GOCACHE: '/go-cache',
      ...(borrowed ? { FILES: borrowed } : {}),
    },
    cwd: '/tmp',
  };
  const command = sandboxArgv(plan, ['/bin/sh', '/cell.sh']);
  const outcome = await runProcess(command, { env: { PATH: process.env.PATH ?? '' }, limits: LIMITS });
  if (outcome.kind !== 'exited') throw new Error(`the script did not end: ${JSON.stringify(outcome)}`);
  return outcome;
}

it.each([
  ['a break of the toolchain', 'go/c-shared-wasip1@go1.23.12+node20.20.2', 'as measured: it fails in build'],
  ['an artefact as asked for', 'go/c-shared-wasip1@go1.27.4+node20.20.2', 'as measured: every step passes'],
  ['two Gos', 'go/wasm-exec-mismatch@go1.27.4+node20.20.2+exec=go1.23.12', 'as measured: every step passes'],
  ['an exit code', 'go/exit-code@go1.27.4+node20.20.2', 'as measured: it fails in run'],
  ['an undefined symbol', 'link/undefined-function@em3.1.6-debian', 'as measured: it fails in link'],
  ['an import too many', 'standalone/growth@em3.1.6-debian+node20.20.2', 'as measured: it fails in build'],
  ['a host that is too new', 'page/load-in-node@em3.1.6-debian+node20.20.2', 'as measured: it fails in run'],
  ['both together', 'page/heap-view@go1.23.12+em3.1.6-debian+node20.20.2', 'as measured: every step passes'],
])('%s is seen without emrift', { timeout: 180_000 }, async (_, cell, said) => {
  const outcome = await carryOut(cell);
  expect([outcome.exitCode, outcome.stderr]).toEqual([0, expect.stringContaining(said)]);
});

it('a workaround is seen to help', { timeout: 180_000 }, async () => {
  const outcome = await carryOut('link/undefined-function@em3.1.6-debian', { args: ['--workaround', 'js-library'] });
  expect(outcome.stderr).toContain('as measured: every step passes');
});

it('another version is refused, with the way to the right one', { timeout: 180_000 }, async () => {
  const outcome = await carryOut('go/c-shared-wasip1@go1.23.12+node20.20.2', { tools: { go: 'go1.27.4' } });
  expect(outcome.exitCode).toBe(2);
  expect(outcome.stderr).toContain('Go 1.23.12 is needed, and go version go1.27.4 linux/amd64 was found');
  expect(outcome.stderr).toContain('GOTOOLCHAIN=go1.23.12 go env GOROOT');
});
