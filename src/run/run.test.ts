import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseCase } from '../cases/parse.ts';
import { type Plan, planCells } from '../cases/plan-cells.ts';
import type { Action, ActionResult, Exited } from '../model/action.ts';
import type { StepEvidence } from '../model/record.ts';
import type { Toolchain } from '../model/toolchain.ts';
import type { Tool } from '../model/tools.ts';
import { openActionCache } from './action-cache.ts';
import { openEvidenceCache } from './evidence-cache.ts';
import type { RunEvent, RunOptions } from './options.ts';
import { runPlan } from './run.ts';
import { NO_SHARED_CACHE } from './shared-cache.ts';
import { openBlobs } from './storage/blobs.ts';

const CASE = `
title: A page with both
why: It is what people do.
steps:
  library: {run: emcc lib.c -o lib.js, outputs: [lib.js]}
  program: {run: go build -o main.wasm ., outputs: [main.wasm]}
  load: {run: node run.mjs, needs: [library, program], inputs: {wasm_exec.js: 'go:README'}}
workarounds:
  cure:
    title: Another flag
    steps:
      library: {run: emcc lib.c -O0 -o lib.js}
`;

let store: string;
beforeEach(() => {
  store = mkdtempSync(join(tmpdir(), 'emrift-run-'));
});
afterEach(() => rmSync(store, { recursive: true, force: true }));

function fakeToolchain(id: string, tool: Tool): Toolchain {
  return {
    id,
    tool,
    version: id,
    origin: 'path',
    provenance: 'first-use',
    digest: `sha256:${id.padEnd(64, '0')}`,
    dir: process.cwd(),
    layout: 'relocatable',
    path: ['bin'],
    env: {},
    files: { README: 'package.json' },
    lacks: {},
    borrowed: {},
    size: 1,
  };
}

const VERSIONS = new Map<Tool, string[]>([
  ['go', ['go1.22.0', 'go1.23.0']],
  ['emsdk', ['em3.1.6', 'em3.1.69', 'em4.0.0']],
  ['node', ['node20.0.0']],
]);
const PLAN: Plan = planCells([parseCase('page/both', CASE, 'case.yaml', [])], VERSIONS);

const judge = (_: unknown, result: { kind: string; exitCode?: number }): StepEvidence => ({
  outcome: result.exitCode === 0 ? 'passed' : 'failed',
  exitCode: result.exitCode ?? null,
  diagnostics: [],
  unmet: [],
  log: '',
  modules: {},
});

const exited = (exitCode: number): Exited => ({
  kind: 'exited',
  exitCode,
  stdout: '',
  stderr: '',
  outputs: [],
  usage: { wallMs: 1, cpuMs: 1, peakBytes: 1 },
});

function options(execute: (action: Action) => ActionResult | Promise<ActionResult>, extra: Partial<RunOptions> = {}) {
  const executed: Action[] = [];
  const events: RunEvent[] = [];
  const blobs = openBlobs(store);
  const made: RunOptions = {
    plan: PLAN,
    cache: openActionCache(store, blobs),
    evidenceCache: openEvidenceCache(store, 'this program'),
    shared: NO_SHARED_CACHE,
    blobs,
    executor: {
      execute: async (action) => {
        executed.push(action);
        return execute(action);
      },
    },
    installed: () => null,
    acquire: async (id) => fakeToolchain(id, id.startsWith('go') ? 'go' : id.startsWith('em') ? 'emsdk' : 'node'),
    isWarm: () => true,
    warm: async () => 0,
    judge,
    report: (event) => events.push(event),
    jobs: 3,
    fresh: false,
    signal: new AbortController().signal,
    ...extra,
  };
  return { made, executed, events };
}

describe('runPlan', () => {
  it('does each step once per combination that can differ', async () => {
    const { made, executed } = options(() => exited(0));
    const states = await runPlan(made);
    // 3 libraries, 3 with the workaround, 2 programs. All of them leave nothing, so what loads them is the same for all
    // libraries and programs, but not for the two Gos' support files, which are equal here: one action.
    expect(executed.length).toBe(3 + 3 + 2 + 1);
    expect(states.size).toBe(3 + 3 + 2 + 6 + 6);
  });

  it('executes nothing the second time, and everything when asked afresh', async () => {
    await runPlan(options(() => exited(0)).made);
    const again = options(() => exited(0));
    await runPlan(again.made);
    expect(again.executed).toEqual([]);
    const fresh = options(() => exited(0), { fresh: true });
    await runPlan(fresh.made);
    expect(fresh.executed.length).toBe(9);
  });

  it('keeps failures like successes, and blocks what needs them', async () => {
    const failLibrary = (action: Action) => exited(action.command.includes('emcc') ? 1 : 0);
    const first = options(failLibrary);
    const states = await runPlan(first.made);
    expect(states.get('page/both/load@go1.22.0+em3.1.6+node20.0.0')).toEqual({ kind: 'blocked', by: 'library' });
    const again = options(failLibrary);
    expect(await runPlan(again.made)).toEqual(states);
    expect(again.executed).toEqual([]);
  });

  it('never keeps what the machine did: default limits and sandbox failures are tried again', async () => {
    const results: ActionResult[] = [
      { kind: 'infra', reason: 'no space left' },
      { kind: 'limit', limit: 'wall', stdout: '', stderr: '', usage: { wallMs: 1, cpuMs: 1, peakBytes: 1 } },
    ];
    for (const result of results) {
      const struck = options((action) => (action.command.includes('emcc') ? result : exited(0)));
      await runPlan(struck.made);
    }
    const healthy = options(() => exited(0));
    await runPlan(healthy.made);
    expect(healthy.executed.filter((action) => action.command.includes('emcc')).length).toBe(6);
  });

  it('makes a default limit that strikes infrastructure, by name, and a declared one a finding', async () => {
    const usage = { wallMs: 1, cpuMs: 1, peakBytes: 1 };
    const strike = (action: Action): ActionResult =>
      action.command.includes('emcc') ? { kind: 'limit', limit: 'disk', stdout: '', stderr: '', usage } : exited(0);
    const [key, evidenceCache] = ['page/both/library@em3.1.6', openEvidenceCache(store, 'this program')];
    const byDefault = await runPlan(options(strike, { evidenceCache }).made);
    expect(byDefault.get(key)).toMatchObject({
      kind: 'infra',
      reason: expect.stringContaining('the default limit on disk was exceeded'),
    });
    const healthy = options(() => exited(0), { evidenceCache });
    expect((await runPlan(healthy.made)).get(key)).toMatchObject({ kind: 'read', evidence: { outcome: 'passed' } });
    const text = CASE.replace('run: emcc lib.c -o lib.js,', 'run: emcc lib.c -o lib.js, limits: {disk: 1GB},');
    const plan = planCells([parseCase('page/both', text, 'case.yaml', [])], VERSIONS);
    const declared = await runPlan(options(strike, { plan }).made);
    expect(declared.get(key)).toMatchObject({ kind: 'read', evidence: { outcome: 'failed' } });
  });

  it('begins the steps in their turns, and none once it is over: those are left without a state', async () => {
    const turnOf = ({ on }: { readonly on: Readonly<Record<string, string>> }) => (on.emsdk === 'em4.0.0' ? 0 : 1);
    const installed = (id: string) =>
      fakeToolchain(id, id.startsWith('go') ? 'go' : id.startsWith('em') ? 'emsdk' : 'node');
    const left = options(() => exited(0), { installed, turnOf, jobs: 1, isOver: () => left.executed.length === 2 });
    const states = await runPlan(left.made);
    expect(left.executed.length).toBe(2);
    expect([...states.keys()]).toEqual(['page/both/library@em4.0.0', 'page/both/library!cure@em4.0.0']);
    // What was found before costs nothing, and is there also where nothing may be begun.
    const again = options(() => exited(0), { installed, isOver: () => true });
    expect(await runPlan(again.made)).toEqual(states);
    expect(again.executed).toEqual([]);
  });

  it('does not keep a result that only says that the machine was not ready', async () => {
    const notReady = options(() => ({ kind: 'infra', reason: 'no library' }));
    const states = await runPlan(notReady.made);
    expect(states.get('page/both/library@em3.1.6')).toEqual({ kind: 'infra', reason: 'no library' });
    const ready = options(() => exited(0));
    await runPlan(ready.made);
    expect(ready.executed.length).toBe(9);
  });

  it('remembers what it read, as long as it is the same program, and reads anew when another asks', async () => {
    let read = 0;
    const counting = (instance: never, result: { kind: string; exitCode?: number }) => {
      read++;
      return judge(instance, result);
    };
    const program = (name: string) => openEvidenceCache(store, name);
    const one = program('one');
    const first = await runPlan(options(() => exited(0), { judge: counting as never, evidenceCache: one }).made);
    one.save();
    const before = read;
    expect(
      await runPlan(options(() => exited(0), { judge: counting as never, evidenceCache: program('one') }).made),
    ).toEqual(first);
    expect(read).toBe(before);
    const other = options(() => exited(0), { judge: counting as never, evidenceCache: program('other') });
    expect(await runPlan(other.made)).toEqual(first);
    expect(read).toBeGreaterThan(before);
    expect(other.executed).toEqual([]);
  });

  it('makes cells of a toolchain that cannot be had infra, and goes on with the others', async () => {
    const { made } = options(() => exited(0), {
      acquire: async (id) => (id === 'em4.0.0' ? { unavailable: 'nobody offers it' } : fakeToolchain(id, 'go')),
    });
    const states = await runPlan(made);
    expect(states.get('page/both/load@go1.22.0+em4.0.0+node20.0.0')).toEqual({
      kind: 'infra',
      reason: 'em4.0.0 is unavailable: nobody offers it',
    });
    expect(states.get('page/both/load@go1.22.0+em3.1.6+node20.0.0')).toMatchObject({ kind: 'read' });
  });

  it('skips with the reason where a toolchain lacks a file', async () => {
    const { made } = options(() => exited(0), {
      acquire: async (id) => ({ ...fakeToolchain(id, 'go'), lacks: { README: 'no such file before 1.24' } }),
    });
    expect((await runPlan(made)).get('page/both/load@go1.22.0+em3.1.6+node20.0.0')).toEqual({
      kind: 'skip',
      reason: 'no such file before 1.24',
    });
  });

  it('warms before the steps that need it, and gives the reason where warming failed', async () => {
    const warmed: string[] = [];
    const { made, events } = options(() => exited(0), {
      isWarm: () => false,
      warm: async (task) => {
        if (task.toolchain === 'em3.1.6') throw new Error('the sandbox is broken');
        warmed.push(task.id);
        return 0;
      },
      acquire: async (id) => ({ ...fakeToolchain(id, 'go'), buildsLibraries: id.startsWith('em') }),
    });
    const states = await runPlan(made);
    // Of each Go one step compiles for this target, which its preparation would only delay.
    expect([...warmed].sort()).toEqual(
      ['em3.1.69:emcc', 'em3.1.69:emcc -O0', 'em4.0.0:emcc', 'em4.0.0:emcc -O0'].map((id) => `warm:${id}`),
    );
    expect(states.get('page/both/library@em3.1.6')).toEqual({ kind: 'infra', reason: 'the sandbox is broken' });
    const library = events.findIndex(
      (event) => event.kind === 'step' && event.instance.key === 'page/both/library@em4.0.0',
    );
    const warm = events.findIndex((event) => event.kind === 'warmed' && event.label.startsWith('em4.0.0'));
    expect(warm).toBeGreaterThan(-1);
    expect(warm).toBeLessThan(library);
  });

  it('stops at once when aborted, and the next run takes up what was done', async () => {
    const control = new AbortController();
    let count = 0;
    const stopped = options(
      () => {
        if (++count === 4) control.abort(new Error('interrupted'));
        return exited(0);
      },
      { signal: control.signal, jobs: 1 },
    );
    await expect(runPlan(stopped.made)).rejects.toThrow('interrupted');
    const resumed = options(() => exited(0));
    await runPlan(resumed.made);
    expect(resumed.executed.length).toBe(9 - 4);
  });
});
