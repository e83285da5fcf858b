import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import { exists } from '../../../system/files.ts';
import { realFolder } from '../../archive/folders.ts';
import { filesOf, type LockedToolchain } from '../../lock/locked.ts';
import { hasLibraries } from '../emsdk/layout.ts';
import { type InstalledTree, NO_FILES, type ProviderContext } from '../provider.ts';
import type { Suite } from './apt.ts';
import { compileEmcc } from './compile-emcc.ts';
import { lockPackages } from './lock-packages.ts';
import { SHELL_PACKAGES, upstreamOf } from './suites.ts';
import { fetchPackages, unpackRoot } from './unpack.ts';

/** Pruned trees measured 360 to 880 MB for 134 to 398 MB of packages. */
const DISK_PER_DOWNLOAD = 2.6;

/** The configuration of a root whose package brings none. */
export const ROOT_CONFIG = 'etc/emscripten.config';

/**
 * Resolves which files Emscripten of a suite is made from. Throws `InfrastructureError` where the suite has none that
 * can be installed.
 */
export async function resolveEmscripten(
  version: string,
  suite: Suite,
  context: ProviderContext,
): Promise<LockedToolchain> {
  const closure = await suite.closure(['emscripten', ...SHELL_PACKAGES]);
  if (closure.length === 0) throw new InfrastructureError(`apt finds no way to install Emscripten from ${suite.name}`);
  return lockPackages({ tool: 'emsdk', version }, closure, suite, (bytes) => bytes * DISK_PER_DOWNLOAD, context);
}

/** Makes a root file system with Emscripten and its own LLVM, Python and node in `<staging>/tree`. */
export async function installEmscripten(
  locked: LockedToolchain,
  suite: Suite,
  staging: string,
  context: ProviderContext,
): Promise<InstalledTree> {
  const files = filesOf(locked, context.platform);
  const tree = join(staging, 'tree');
  const debs = await fetchPackages(suite, files, join(staging, 'debs'));
  await unpackRoot(debs, tree, context);
  const config = (await exists(join(tree, 'usr/share/emscripten/.emscripten'))) ? null : await writeConfig(tree);
  await compileEmcc(tree, context);
  const clang = files.find((file) => /^clang-\d+$/.test(file.name));
  const prebuilt = await hasLibraries(join(tree, 'usr/share/emscripten/cache'));
  return {
    layout: 'root',
    path: ['usr/bin'],
    env: config ? { EM_CONFIG: config } : {},
    ...NO_FILES,
    ...(clang?.version ? { llvm: upstreamOf(clang.version) } : {}),
    buildsLibraries: !prebuilt,
    sources: files,
    check: { command: ['emcc', '--version'], expect: locked.version },
  };
}

/** Where the package brings no configuration, emcc would write one into the home folder at its first run and stop. */
async function writeConfig(tree: string): Promise<string> {
  const lines = [
    "EMSCRIPTEN_ROOT = '/usr/share/emscripten'",
    "LLVM_ROOT = '/usr/bin'",
    "BINARYEN_ROOT = '/usr'",
    "NODE_JS = '/usr/bin/node'",
    'COMPILER_ENGINE = NODE_JS',
    'JS_ENGINES = [NODE_JS]',
  ];
  await writeFile(join(await realFolder(tree, 'etc'), basename(ROOT_CONFIG)), `${lines.join('\n')}\n`);
  return `/${ROOT_CONFIG}`;
}
