import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { emscriptenCacheFolder } from './emscripten.ts';

const store = mkdtempSync(join(tmpdir(), 'emrift-warm-'));
afterEach(() => rmSync(store, { recursive: true, force: true }));

it('gives no folder where nothing was prepared yet, then the one with most', () => {
  const digest: `sha256:${string}` = `sha256:${'5'.repeat(64)}`;
  const toolchain = { id: 'em6.0.5', digest, dir: store, buildsLibraries: true as const };
  expect(emscriptenCacheFolder(store, toolchain)).toBeNull();
  const prepare = (name: string, profiles: readonly string[]) => {
    const folder = join(store, 'warm', `em-${'5'.repeat(16)}`, name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'profiles.json'), JSON.stringify({ profiles }));
    return folder;
  };
  prepare('a', ['emcc']);
  const larger = prepare('b', ['emcc', 'emcc -O1']);
  expect(emscriptenCacheFolder(store, toolchain)).toBe(larger);
});
