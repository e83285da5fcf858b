import { join } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import { filesOf, type LockedToolchain } from '../../locked.ts';
import type { InstalledTree, ProviderContext } from '../provider.ts';
import { writeStarter } from '../starter.ts';
import type { Suite } from './apt.ts';
import { lockPackages } from './lock-packages.ts';
import { relocateProgram } from './relocate.ts';
import { fetchPackages, unpackRoot } from './unpack.ts';

/** 6 to 8 MB of packages measured 25 to 30 MB. */
const DISK_PER_DOWNLOAD = 4;

/** Settles the packages that WABT of a suite and its libraries come from. */
export async function resolveWabt(version: string, suite: Suite, context: ProviderContext): Promise<LockedToolchain> {
  const closure = await suite.closure(['wabt']);
  if (closure.length === 0) throw new InfrastructureError(`apt finds no way to install WABT from ${suite.name}`);
  return lockPackages({ tool: 'wabt', version }, closure, suite, (bytes) => bytes * DISK_PER_DOWNLOAD, context);
}

/** Puts the command `wasm-objdump` with its libraries into `<staging>/tree`; it joins any root. */
export async function installWabt(
  locked: LockedToolchain,
  suite: Suite,
  staging: string,
  context: ProviderContext,
): Promise<InstalledTree> {
  const files = filesOf(locked, context.platform);
  const [unpacked, tree] = [join(staging, 'unpacked'), join(staging, 'tree')];
  await unpackRoot(await fetchPackages(suite, files, join(staging, 'debs')), unpacked, context);
  await relocateProgram(unpacked, 'usr/bin/wasm-objdump', tree, context);
  await writeStarter(join(tree, 'bin/wasm-objdump'), '"$here/../program/start" "$@"');
  return {
    layout: 'relocatable',
    path: ['bin'],
    env: {},
    files: {},
    lacks: {},
    borrowed: {},
    sources: files,
    check: { command: ['wasm-objdump', '--version'], expect: locked.version },
  };
}
