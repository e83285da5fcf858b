import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { toolchainId } from '../../model/ids.ts';
import { lineOf } from '../../model/versions.ts';
import { moveFolder, realFolder } from '../archive/folders.ts';
import type { LockedFile } from '../lock/locked.ts';
import { findWasmExec, lacksAll, listWasmExec } from '../tree/wasm-exec.ts';
import { findGoSources, type OpenSuite } from './debian/provider.ts';
import { upstreamOf } from './debian/suites.ts';
import { fetchPackages, unpackParts } from './debian/unpack.ts';
import type { InstalledTree, ProviderContext } from './provider.ts';

/** Where borrowed files lie in a Go tree: a folder that no release has, so a probe cannot take it for Go's own. */
const BORROWED_FOLDER = 'lib/wasm-borrowed';

type NamedFiles = Pick<InstalledTree, 'files' | 'lacks' | 'borrowed'>;

/** Debian's source package of a Go line, which still has misc/wasm, as a file to lock; null where there is none. */
export async function lendingPackage(
  version: string,
  context: ProviderContext,
  open: OpenSuite,
): Promise<LockedFile | null> {
  const [source] = await findGoSources(lineOf('go', version), context, open);
  return source ? { ...source.file, suite: source.suite.name, role: 'borrowed' } : null;
}

/**
 * Names the wasm_exec files of a Go tree. Toolchain modules of Go before 1.24 come without misc/wasm; then the files of
 * the locked lending package are put into the tree and named as borrowed.
 */
export async function nameWasmExec(
  version: string,
  tree: string,
  staging: string,
  lender: LockedFile | undefined,
  context: ProviderContext,
  open: OpenSuite,
): Promise<NamedFiles> {
  const own = await findWasmExec(tree, version);
  if (Object.keys(own.files).length > 0) return { ...own, borrowed: {} };
  if (!lender?.suite || !lender.version) {
    const line = lineOf('go', version);
    const reason = `the toolchain module of go${version} has no misc/wasm, and Debian has no sources of Go ${line}`;
    return { ...lacksAll(reason), borrowed: {} };
  }
  const suite = await open(lender.suite, context);
  const debs = await fetchPackages(suite, [lender], join(staging, 'lent'));
  const unpacked = join(staging, 'lent', 'tree');
  await unpackParts(debs, unpacked, ['./usr/share/go-*/misc/wasm'], context);
  const folder = `usr/share/go-${lineOf('go', version)}/misc/wasm`;
  await mkdir(join(await realFolder(tree), 'lib'), { recursive: true });
  await realFolder(tree, 'lib');
  await moveFolder(unpacked, folder, join(tree, BORROWED_FOLDER));
  const from = toolchainId('go', upstreamOf(lender.version), 'debian');
  const named = await listWasmExec(tree, BORROWED_FOLDER, from);
  return { ...named, borrowed: Object.fromEntries(Object.keys(named.files).map((name) => [name, from])) };
}
