import { describe, expect, it } from 'vitest';
import { parseCase } from '../cases/parse.ts';
import type { Digest, Exited } from '../model/action.ts';
import type { ModuleSurface } from '../model/results.ts';
import { type OutputReader, readStep } from './step.ts';

const STEP = parseCase(
  'abi/x',
  "title: t\nwhy: w\nsteps: {take: {run: emcc x.c, outputs: [libs, x.wasm], record: ['libs/*.a', 'libs/crt?.o', 'libs/crt*']}}\n",
  'case.yaml',
  [],
).steps[0]!;
const SURFACE: ModuleSurface = { imports: [], exports: [] };
const READER: OutputReader = {
  surfaceOf: () => SURFACE,
  namesOf: () => null,
  sizeOf: () => 8,
  wasmOf: () => null,
  symbolsOf: () => [],
};
const digestOf = (path: string): Digest => `sha256:${path}`;

function evidenceOf(paths: readonly string[], exitCode = 0) {
  const outputs = paths.map((path) => ({ path, digest: digestOf(path) }));
  const usage = { wallMs: 0, cpuMs: 0, peakBytes: 0 };
  const result: Exited = { kind: 'exited', exitCode, stdout: '', stderr: '', outputs, usage };
  return readStep(STEP, result, READER);
}

describe('a step that prints what Emscripten says of a frozen cache', () => {
  it.each([
    'Exception: FROZEN_CACHE is set, but cache file is missing: "sysroot/lib/wasm32-emscripten/libc.a"',
    'FROZEN_CACHE disallows building system libs: libc.a',
  ])('has failed all the same: %s', (said) => {
    const stderr = `Traceback (most recent call last):\n  File "emcc.py", line 1, in run\n${said}\n`;
    const usage = { wallMs: 0, cpuMs: 0, peakBytes: 0 };
    const evidence = readStep(STEP, { kind: 'exited', exitCode: 1, stdout: '', stderr, outputs: [], usage }, READER);
    expect(evidence).toMatchObject({ outcome: 'failed', exitCode: 1 });
    expect(evidence.diagnostics.length).toBeGreaterThan(0);
  });
});

describe('the log of a step', () => {
  it.each([
    ['a\n', 'b\n', 'b\na\n'],
    ['a\n', 'b', 'b\na\n'],
    ['a\n', '', 'a\n'],
    ['', 'b\n', 'b\n'],
  ])('has standard error before standard output: %j, %j', (stdout, stderr, log) => {
    const usage = { wallMs: 0, cpuMs: 0, peakBytes: 0 };
    const result = { stdout, stderr, usage };
    expect(readStep(STEP, { kind: 'exited', exitCode: 1, outputs: [], ...result }, READER).log).toBe(log);
    expect(readStep(STEP, { kind: 'limit', limit: 'wall', ...result }, READER)).toMatchObject({
      log,
      outcome: 'failed',
      exitCode: null,
      limit: 'wall',
      unmet: [],
    });
  });
});

describe('a step that records', () => {
  it('names the outputs that fit its patterns, and keeps them out of the modules', () => {
    const evidence = evidenceOf(['libs/libc.a', 'libs/crt1.o', 'libs/crt?.o', 'x.wasm']);
    expect(evidence).toMatchObject({ outcome: 'passed', modules: { 'x.wasm': SURFACE }, sizes: { 'x.wasm': 8 } });
    expect(Object.keys(evidence.modules)).toEqual(['x.wasm']);
    expect(evidence.recorded).toEqual({
      'libs/libc.a': digestOf('libs/libc.a'),
      'libs/crt1.o': digestOf('libs/crt1.o'),
      'libs/crt?.o': digestOf('libs/crt?.o'),
    });
  });

  it('fails where a pattern fits nothing, so that a table cannot vanish unseen', () => {
    const evidence = evidenceOf(['libs/crt1.o', 'libs/crt?.o']);
    expect(evidence.outcome).toBe('failed');
    expect(evidence.unmet.map(({ text }) => text)).toEqual(['no output fits libs/*.a, so nothing is recorded']);
  });

  it('fails by its exit code alone where it has one', () => {
    expect(evidenceOf([], 1)).toMatchObject({ outcome: 'failed', unmet: [] });
  });
});
