import { InfrastructureError } from '../../../model/errors.ts';
import type { LockedFile } from '../../lock/locked.ts';
import type { ProviderContext } from '../provider.ts';
import type { Suite } from './apt.ts';
import { unpackRootAndParts } from './unpack.ts';

/** By package the paths that are taken of it, where that is not all; what it depends on is not taken either. */
export type Parts = Readonly<Record<string, readonly string[]>>;

/** A toolchain that is built when it is installed: two roots of a suite's packages, of which one does not stay. */
export interface BuiltRoot {
  /** What the messages call what is installed. */
  readonly what: string;
  /** The packages of which it runs. */
  readonly needs: readonly string[];
  /** Those that only its build needs besides. */
  readonly builds: readonly string[];
  readonly parts: Parts;
}

/** The packages of both roots, those that do not stay marked so. Throws `InfrastructureError` where the suite lacks some. */
export async function lockBuiltRoot(
  { what, needs, builds, parts }: BuiltRoot,
  suite: Suite,
): Promise<readonly LockedFile[]> {
  const needed = await suite.closure(needs);
  const all = await suite.closure([...needs, ...builds]);
  if (needed.length === 0 || all.length === 0) {
    throw new InfrastructureError(`apt finds no way to install ${what} from ${suite.name}`);
  }
  const stays = new Set([...needed.map(({ name }) => name), ...Object.keys(parts)]);
  return all.map((file): LockedFile => {
    const known = { ...file, suite: suite.name };
    return stays.has(file.name) ? known : { ...known, role: 'builder' };
  });
}

/**
 * Makes the root that stays, of its packages among all. `debs` and `files` go together. Throws `InfrastructureError` where a
 * package is not as it should be.
 */
export async function unpackStaying(
  debs: readonly string[],
  files: readonly LockedFile[],
  parts: Parts,
  tree: string,
  context: ProviderContext,
): Promise<void> {
  const staying = files.map((file, index) => ({ file, deb: debs[index]! })).filter(({ file }) => !file.role);
  const [paths, named] = [staying.map(({ deb }) => deb), staying.map(({ file }) => file)];
  await unpackRootAndParts(paths, named, (file) => parts[file.name], tree, context);
}
