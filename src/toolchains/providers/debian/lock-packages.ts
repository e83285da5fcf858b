import type { Tool } from '../../../model/tools.ts';
import type { LockedToolchain } from '../../lock/locked.ts';
import type { ProviderContext } from '../provider.ts';
import type { Suite } from './apt.ts';
import type { DebianPackage } from './suites.ts';

/** The lock's record of a toolchain made of a suite's packages; `diskOf` estimates what their bytes come to once unpacked. */
export function lockPackages(
  name: { readonly tool: Tool; readonly version: string },
  packages: readonly DebianPackage[],
  suite: Suite,
  diskOf: (bytes: number) => number,
  context: ProviderContext,
): LockedToolchain {
  const files = packages.map((file) => ({ ...file, suite: suite.name }));
  const disk = Math.round(diskOf(files.reduce((sum, file) => sum + file.size, 0)));
  return { ...name, origin: 'debian', provenance: 'signed', platforms: { [context.platform]: { files, disk } } };
}
