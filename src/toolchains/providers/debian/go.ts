import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import { lineOf } from '../../../model/versions.ts';
import { realFolder, removeInside } from '../../archive/folders.ts';
import { filesOf, type LockedToolchain } from '../../lock/locked.ts';
import { findWasmExec, GO_ENV } from '../../tree/wasm-exec.ts';
import type { InstalledTree, ProviderContext } from '../provider.ts';
import type { Suite } from './apt.ts';
import { lockPackages } from './lock-packages.ts';
import { fetchPackages, unpackParts } from './unpack.ts';

/** A pair of packages of 40 to 82 MB unpacks to about 270 MB. */
const DISK = 275_000_000;

/**
 * Resolves the two packages that a line's Go is made from: binaries and sources. Throws `InfrastructureError` where the
 * suite lacks one.
 */
export function resolveGo(version: string, suite: Suite, context: ProviderContext): LockedToolchain {
  const names = ['go', 'src'].map((part) => `golang-${lineOf('go', version)}-${part}`);
  const packages = names.map((name) => {
    const found = suite.packages.find((file) => file.name === name);
    if (!found) throw new InfrastructureError(`${suite.name} has no package ${name}`);
    return found;
  });
  return lockPackages({ tool: 'go', version }, packages, suite, () => DISK, context);
}

/**
 * Joins the two halves of Debian's Go (/usr/lib/go-1.N with the binaries and links into /usr/share/go-1.N) to one GOROOT
 * in `<staging>/tree`.
 */
export async function installGo(
  locked: LockedToolchain,
  suite: Suite,
  staging: string,
  context: ProviderContext,
): Promise<InstalledTree> {
  const files = filesOf(locked, context.platform);
  const line = lineOf('go', locked.version);
  const unpacked = join(staging, 'unpacked');
  const debs = await fetchPackages(suite, files, join(staging, 'debs'));
  await unpackParts(debs.slice(0, 1), unpacked, [`./usr/lib/go-${line}`, `./usr/share/go-${line}`], context);
  await unpackParts(debs.slice(1), unpacked, [`./usr/share/go-${line}`], context);
  const tree = join(staging, 'tree');
  await mkdir(tree);
  await moveInto(await realFolder(unpacked, `usr/lib/go-${line}`), tree);
  await moveInto(await realFolder(unpacked, `usr/share/go-${line}`), tree);
  const { files: named, lacks } = await findWasmExec(tree, locked.version);
  return {
    layout: 'relocatable',
    path: ['bin'],
    env: GO_ENV,
    files: named,
    lacks,
    borrowed: {},
    sources: files,
    check: { command: ['go', 'version'], expect: `go${locked.version} ` },
  };
}

/** Moves a folder's entries into another, where a real entry replaces a link of the same name; folders are merged. */
async function moveInto(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    const there = (await readdir(to, { withFileTypes: true })).find((other) => other.name === entry.name);
    if (entry.isDirectory() && there?.isDirectory()) {
      await moveInto(source, target);
      continue;
    }
    if (there && entry.isSymbolicLink()) continue;
    await removeInside(to, entry.name);
    await rename(source, target);
  }
}
