import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import { moveFolder, realFolder, removeInside } from '../../archive/folders.ts';
import { filesOf, type LockedToolchain } from '../../lock/locked.ts';
import type { InstalledTree, ProviderContext } from '../provider.ts';
import type { Suite } from './apt.ts';
import { lockPackages } from './lock-packages.ts';
import { fetchPackages, unpackParts } from './unpack.ts';

/** Packages of 0.8 to 1.2 MB measured 3 to 8 MB unpacked. */
const DISK = 8_000_000;

/** The folder of the archives, which is also the name of the target in the paths of a sysroot. */
const TARGET = 'wasm32-wasi';

/**
 * Resolves the one package that wasi-libc of a suite is made from. Throws `InfrastructureError` where the suite lacks
 * it.
 */
export function resolveWasiLibc(version: string, suite: Suite, context: ProviderContext): LockedToolchain {
  const found = suite.packages.find((file) => file.name === 'wasi-libc');
  if (!found) throw new InfrastructureError(`${suite.name} has no package wasi-libc`);
  return lockPackages({ tool: 'wasi-libc', version }, [found], suite, () => DISK, context);
}

/**
 * Lays headers and archives out as a sysroot (`include/wasm32-wasi`, `lib/wasm32-wasi`) in `<staging>/tree`. Its place is
 * in `WASI_SYSROOT` for `clang --sysroot`; a case may take each archive and object by its name.
 */
export async function installWasiLibc(
  locked: LockedToolchain,
  suite: Suite,
  staging: string,
  context: ProviderContext,
): Promise<InstalledTree> {
  const files = filesOf(locked, context.platform);
  const tree = join(staging, 'tree');
  const debs = await fetchPackages(suite, files, join(staging, 'debs'));
  await unpackParts(debs, tree, ['./usr/include/*', './usr/lib/*'], context);
  for (const part of ['include', 'lib']) await moveFolder(tree, `usr/${part}`, join(tree, part));
  await removeInside(tree, 'usr');
  const names = await readdir(await realFolder(tree, `lib/${TARGET}`));
  return {
    layout: 'relocatable',
    path: [],
    env: { WASI_SYSROOT: '{mount}' },
    files: Object.fromEntries(
      names.filter((name) => /\.[ao]$/.test(name)).map((name) => [name, `lib/${TARGET}/${name}`]),
    ),
    lacks: {},
    borrowed: {},
    sources: files,
    // It has nothing that runs; that its archive is where a case looks for it is all that can be asked.
    check: { command: ['sh', '-c', `ls "$WASI_SYSROOT/lib/${TARGET}"`], expect: 'libc.a' },
  };
}
