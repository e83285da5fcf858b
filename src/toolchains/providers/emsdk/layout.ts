import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compareVersions } from '../../../model/versions.ts';
import { runInside } from '../../tree/inside.ts';
import { type InstalledTree, NO_FILES } from '../provider.ts';

/** Since then a configuration is no Python program, and `$CFGDIR` stands for its folder (emsdk 6.0.4). */
const FIRST_WITHOUT_PYTHON = '6.0.4';
/** Before it, emcc takes the lock of its cache even where the cache is frozen, so a read-only one does not serve. */
const FIRST_FROZEN = '3.0.0';

/** The configuration that `emsdk activate` writes for a release: paths relative to its own folder. */
export function activeConfig(version: string, compare: (a: string, b: string) => number): string {
  const python = compare(version, FIRST_WITHOUT_PYTHON) < 0;
  const at = (path: string) => (python ? `root + '/${path}'` : `'$CFGDIR/${path}'`);
  const lines = [
    ...(python ? ['import os', "root = os.path.dirname(os.getenv('EM_CONFIG'))"] : []),
    `NODE_JS = ${at('node/bin/node')}`,
    `LLVM_ROOT = ${at('upstream/bin')}`,
    `BINARYEN_ROOT = ${at('upstream')}`,
    `EMSCRIPTEN_ROOT = ${at('upstream/emscripten')}`,
    ...(compare(version, '1.38.48') < 0 ? ['COMPILER_ENGINE = NODE_JS', 'JS_ENGINES = [NODE_JS]'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** What an emsdk folder (upstream/, node/, .emscripten) needs to run wherever it is mounted. */
export async function describeEmsdk(dir: string, version: string): Promise<Omit<InstalledTree, 'sources' | 'check'>> {
  const cache = 'upstream/emscripten/cache';
  const prebuilt = (await hasLibraries(join(dir, cache))) && compareVersions('emsdk', version, FIRST_FROZEN) >= 0;
  const frozen = { EM_CACHE: `{mount}/${cache}`, EM_FROZEN_CACHE: '1' };
  const env = { EM_CONFIG: '{mount}/.emscripten', ...(prebuilt ? frozen : {}) };
  const path = ['upstream/emscripten', ...(await findNode(dir)), 'upstream/bin'];
  const described = { layout: 'relocatable' as const, path, env };
  const llvm = await askLlvm(dir, described);
  return {
    ...described,
    ...NO_FILES,
    buildsLibraries: !prebuilt,
    ...(llvm ? { llvm } : {}),
  };
}

/** Whether an Emscripten's library cache came with libraries. False: they are built on first use. */
export async function hasLibraries(cache: string): Promise<boolean> {
  const names = await readdir(join(cache, 'sysroot/lib/wasm32-emscripten')).catch((): string[] => []);
  return names.some((name) => name.endsWith('.a'));
}

/** node lies in node/bin, or as emsdk lays it in node/VERSION_64bit/bin. */
async function findNode(dir: string): Promise<string[]> {
  const names = await readdir(join(dir, 'node')).catch((): string[] => []);
  if (names.includes('bin')) return ['node/bin'];
  return names.filter((name) => name.endsWith('_64bit')).map((name) => `node/${name}/bin`);
}

async function askLlvm(dir: string, tree: Pick<InstalledTree, 'layout' | 'path' | 'env'>): Promise<string | null> {
  const said = await runInside({ ...tree, dir }, ['clang', '--version']).catch(() => null);
  return /clang version (\d+\.\d+\.\d+)/.exec(said?.stdout ?? '')?.[1] ?? null;
}
