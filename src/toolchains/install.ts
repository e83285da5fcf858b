import { join } from 'node:path';
import { InfrastructureError } from '../model/errors.ts';
import { lastWords } from '../system/client.ts';
import { checkTree } from './archive/check-tree.ts';
import { type LockedToolchain, lockedId, type Platform, storeName } from './lock/locked.ts';
import type { InstalledTree, Provider, ProviderContext } from './providers/provider.ts';
import { findStored, installInto, type Store, type StoredToolchain } from './store/store.ts';
import { runInside } from './tree/inside.ts';

/** Bounds and news of an installation. */
export interface InstallOptions {
  readonly signal?: AbortSignal | undefined;
  /** One line: what happens now. */
  readonly onProgress?: ((line: string) => void) | undefined;
}

/**
 * Takes a locked toolchain into the store, or gives it from there. Throws `InfrastructureError` where it cannot be
 * fetched, does not match the lock, or says that it is another version.
 */
export async function installLocked(
  locked: LockedToolchain,
  provider: Provider,
  store: Store,
  context: ProviderContext,
  options: InstallOptions,
): Promise<StoredToolchain> {
  const there = await findStored(store, locked);
  if (there) return there;
  const id = lockedId(locked);
  const make = async (staging: string) => {
    options.onProgress?.(`fetching ${id} from ${locked.origin}`);
    const tree = await provider.install(locked, staging, context);
    options.onProgress?.(`checking ${id}`);
    await checkTree(join(staging, 'tree'), options.signal);
    await checkVersion(id, join(staging, 'tree'), tree, options.signal);
    const { sources, check: _, ...described } = tree;
    const { tool, version, origin, provenance } = locked;
    return { toolchain: { id, tool, version, origin, provenance, ...described }, sources };
  };
  await installInto(store, storeName(locked, store.platform), make, {
    signal: options.signal,
    onWait: (pid) => options.onProgress?.(`waiting for process ${pid}, which installs ${id}`),
  });
  return (await findStored(store, locked))!;
}

/** Refuses a tree whose executable does not start or says another version. */
async function checkVersion(
  id: string,
  dir: string,
  tree: InstalledTree,
  signal: AbortSignal | undefined,
): Promise<void> {
  const said = await runInside({ ...tree, dir }, tree.check.command, { signal });
  const text = `${said.stdout}\n${said.stderr}`;
  if (said.exitCode === 0 && text.includes(tree.check.expect)) return;
  const problem = said.exitCode === 0 ? `it says "${text.trim().split('\n')[0]?.slice(0, 80)}"` : lastWords(said);
  throw new InfrastructureError(`${id} does not answer as expected: ${problem}`);
}

/** The lock's record of an installed toolchain: with the sizes and checksums that its installation showed. */
export function recordInstalled(locked: LockedToolchain, stored: StoredToolchain, platform: Platform): LockedToolchain {
  const known = { files: stored.sources, disk: stored.toolchain.size };
  return { ...locked, platforms: { ...locked.platforms, [platform]: known } };
}
