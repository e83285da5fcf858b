import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Case, Step } from '../cases/case.ts';
import { loadCases } from '../engine/project/load-cases.ts';
import type { Tool } from '../model/tools.ts';
import { writeScript } from '../reports/repro/script.ts';

/** The scripts of all cases of the project and of their workarounds; that some do what they should is shown elsewhere. */

const VERSIONS: Record<Tool, string> = {
  go: 'go1.27.4',
  emsdk: 'em3.1.69-debian',
  node: 'node20.20.2',
  wazero: 'wazero1.12.0',
  wasmedge: 'wasmedge0.14.1-debian',
  wasmtime: 'wasmtime37.0.0',
  chromium: 'chromium156.0.8078.79-debian',
  deno: 'deno2.9.6',
  bun: 'bun1.4.5',
  wasmi: 'wasmi2.0.0',
  'wasi-shim': 'wasi-shim0.4.2',
  'wasmer-sdk': 'wasmer-sdk0.16.0',
  llvm: 'llvm19.1.7-debian',
  'wasi-libc': 'wasi-libc0.0.20241209-debian',
  wabt: 'wabt1.0.32-debian',
  rust: 'rust1.85.0-debian',
  'rust-emscripten': 'rust-emscripten1.97.1-debian',
  tinygo: 'tinygo0.33.0',
  module: 'module3.1.59-jitl--quickjs-wasmfile-release-sync.0.29.2',
};

const cases = loadCases(fileURLToPath(new URL('../../cases', import.meta.url)), () => 'sha256:0');

function scriptOf(probe: Case, steps: readonly Step[]): string {
  const on = Object.fromEntries(probe.roles.map(({ name, tool }) => [name, VERSIONS[tool]]));
  return writeScript({ probe, steps, workaround: null, on, files: [], measured: null, browse: '', version: '0' });
}

const SCRIPTS = cases.flatMap((probe) => [
  { name: probe.name, script: scriptOf(probe, probe.steps) },
  ...probe.workarounds.map((cure) => ({ name: `${probe.name} ${cure.name}`, script: scriptOf(probe, cure.steps) })),
]);

describe('the script of every case', () => {
  it.each(SCRIPTS)('looks for each place that it uses: $name', ({ script }) => {
    const tools = script.slice(script.indexOf('# --- tools'), script.indexOf('# --- sources'));
    const work = script.slice(script.indexOf('# --- sources'));
    const used = new Set(
      [...work.matchAll(/(?<=^(?:run_step|take_from) .*)\$(\w+_BIN|WASI_SYSROOT|MODULE)\b/gm)].map(([, name]) => name!),
    );
    const found = new Set([...tools.matchAll(/^need_(?:tool|folder) (\w+)/gm)].map(([, name]) => name!));
    const listed = /variables name: (.*)\.$/m.exec(script)?.[1] ?? '';
    expect([...used].filter((name) => !found.has(name))).toEqual([]);
    expect([...found].filter((name) => !listed.includes(`${name} (`))).toEqual([]);
  });

  it('finds the browser that it prepared before any other', () => {
    const paths = SCRIPTS.flatMap(({ script }) => [...script.matchAll(/^run_step PATH="(.*?)".*CHROMIUM_BIN/gm)]);
    expect(paths.length).toBeGreaterThan(50);
    for (const [, path] of paths) expect(path).toMatch(/^\$work\/browse:\$work\/browse\/bin:/);
  });
});
