import { join } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import { filesOf, type LockedToolchain } from '../../locked.ts';
import type { InstalledTree, ProviderContext } from '../provider.ts';
import { writeStarter } from '../starter.ts';
import type { Suite } from './apt.ts';
import { lockPackages } from './lock-packages.ts';
import { relocateProgram } from './relocate.ts';
import { fetchPackages, unpackRoot } from './unpack.ts';

/** 42 to 44 MB of packages measured 150 MB, most of it LLVM's library. */
const DISK_PER_DOWNLOAD = 3.6;

/** Settles the packages that WasmEdge of a suite and its libraries come from. */
export async function resolveWasmEdge(
  version: string,
  suite: Suite,
  context: ProviderContext,
): Promise<LockedToolchain> {
  const closure = await suite.closure(['wasmedge']);
  if (closure.length === 0) throw new InfrastructureError(`apt finds no way to install WasmEdge from ${suite.name}`);
  return lockPackages({ tool: 'wasmedge', version }, closure, suite, (bytes) => bytes * DISK_PER_DOWNLOAD, context);
}

/** Puts the command `wasmedge` with its libraries into `<staging>/tree`; it joins any root. */
export async function installWasmEdge(
  locked: LockedToolchain,
  suite: Suite,
  staging: string,
  context: ProviderContext,
): Promise<InstalledTree> {
  const files = filesOf(locked, context.platform);
  const [unpacked, tree] = [join(staging, 'unpacked'), join(staging, 'tree')];
  await unpackRoot(await fetchPackages(suite, files, join(staging, 'debs')), unpacked, context);
  await relocateProgram(unpacked, 'usr/bin/wasmedge', tree, context);
  await writeStarter(join(tree, 'bin/wasmedge'), '"$here/../program/start" "$@"');
  return {
    layout: 'relocatable',
    path: ['bin'],
    env: {},
    files: {},
    lacks: {},
    borrowed: {},
    sources: files,
    check: { command: ['wasmedge', '--version'], expect: locked.version },
  };
}
