import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Action } from '../../model/action.ts';
import type { Toolchain } from '../../model/toolchain.ts';
import { commandEnv } from '../mounts/uses.ts';
import { openBlobs } from '../storage/blobs.ts';
import { createCacheWarmer } from '../warm/cache-warmer.ts';
import { createLocalExecutor } from './local.ts';
import { openSandbox } from './machine.fixture.ts';

/** An Emscripten that came with libraries and whose configuration freezes them lacks one: nothing but the words says so. */

const SAID = 'Exception: FROZEN_CACHE is set, but cache file is missing: "sysroot/lib/wasm32-emscripten';
const EMCC = `#!/bin/sh
lib=\${EM_CACHE-/opt/emsdk/cache}/sysroot/lib/wasm32-emscripten/$1
if [ ! -e "$lib" ] && [ "\${EM_FROZEN_CACHE-1}" != "" ]; then echo '${SAID}/'"$1\\"" >&2; exit 1; fi
[ -e "$lib" ] || echo built >"$lib"
cat "$lib"
`;

const DIGEST = `sha256:${'e'.repeat(64)}` as const;
let folder = '';
const installed = (): Toolchain => ({
  ...{ id: 'em4.0.0-path', tool: 'emsdk', version: '4.0.0', origin: 'path', provenance: 'first-use', digest: DIGEST },
  ...{ dir: join(folder, 'em'), layout: 'relocatable', path: ['bin'], env: {}, buildsLibraries: false },
  ...{ files: {}, lacks: {}, borrowed: {}, size: 1 },
});
const libraries = () => readdirSync(join(folder, 'em/cache/sysroot/lib/wasm32-emscripten'));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-libraries-'));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'em/cache/sysroot/lib/wasm32-emscripten'), { recursive: true });
  writeFileSync(join(folder, 'em/cache/sysroot/lib/wasm32-emscripten/libc.a'), 'shipped\n');
  mkdirSync(join(folder, 'em/bin'));
  writeFileSync(join(folder, 'em/bin/emcc'), EMCC, { mode: 0o755 });
});
afterAll(() => rmSync(folder, { recursive: true }));

async function execute(command: string, uses: readonly Toolchain[]) {
  const [store, entry, { signal }] = [join(folder, 'store'), await openSandbox(), new AbortController()];
  const toolchainOf = (digest: string) => uses.find((one) => one.digest === digest);
  const warmth = createCacheWarmer({ store, entry, signal }, () => installed());
  let executions = 0;
  const executor = createLocalExecutor({
    ...{ store, blobs: openBlobs(store), entry, toolchainOf },
    layCaches(action, scratch, ownLibraries) {
      executions++;
      return warmth.layCaches(action, scratch, ownLibraries, toolchainOf);
    },
  });
  const action: Action = {
    command,
    env: commandEnv(uses.map((toolchain) => ({ role: 'emsdk', toolchain }))),
    ...{ inputs: [], outputs: [], declared: [] },
    toolchains: uses.map(({ digest }) => ({ role: 'emsdk', digest, at: 'opt' })),
    limits: { wall: 20_000, silence: 20_000, output: 1 << 20, memory: 1 << 30 },
  };
  const result = await executor.execute(action, signal);
  return { ...result, executions };
}

describe('a library that a frozen cache lacks', () => {
  it('is built in a copy of the cache, and the verdict is that of the step that has it', async () => {
    expect(await execute('emcc libc.a', [installed()])).toMatchObject({ stdout: 'shipped\n', executions: 1 });
    const built = await execute('emcc libx.a', [installed()]);
    expect(built).toMatchObject({ kind: 'exited', exitCode: 0, stdout: 'built\n', executions: 2 });
    expect(libraries()).toEqual(['libc.a']);
  });

  it('is no excuse for a step that only prints the words', async () => {
    const forged = `emcc libc.a; echo '${SAID}/libc.a"' >&2; exit 1`;
    expect(await execute(forged, [installed()])).toMatchObject({ kind: 'exited', exitCode: 1, executions: 2 });
    const without = `echo '${SAID}/libc.a"' >&2; exit 1`;
    expect(await execute(without, [])).toMatchObject({ kind: 'exited', exitCode: 1, executions: 1 });
    expect(libraries()).toEqual(['libc.a']);
  });
});
