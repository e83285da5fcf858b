import { join } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import { filesOf, type LockedToolchain } from '../../lock/locked.ts';
import { type InstalledTree, NO_FILES, type ProviderContext } from '../provider.ts';
import type { Suite } from './apt.ts';
import { lockPackages } from './lock-packages.ts';
import { SHELL_PACKAGES } from './suites.ts';
import { fetchPackages, unpackRootAndParts } from './unpack.ts';

/** 130 to 197 MB of packages of Rust 1.63 to 1.97 measured 536 to 799 MB. */
const DISK_PER_DOWNLOAD = 4;

/**
 * Packages of which only some files are taken, and none of what they depend on: the compiler's asks for a system compiler,
 * which wasm does not need.
 */
export const RUSTC_PARTS: Readonly<Record<string, readonly string[]>> = { rustc: ['./usr/bin/rustc'] };
const PARTS: Readonly<Record<string, readonly string[]>> = {
  ...RUSTC_PARTS,
  'libstd-rust-dev-wasm32': ['./usr/lib/rustlib/wasm32-*'],
};

/** The compiler as a library, named by the release's line. */
export const COMPILER = /^libstd-rust-1\.\d+$/;

/**
 * Resolves the packages of one Rust: the compiler, the standard library for wasm, and the linker that it is used with.
 * Throws `InfrastructureError` where the suite lacks one.
 */
export async function resolveRust(version: string, suite: Suite, context: ProviderContext): Promise<LockedToolchain> {
  const compiler = suite.packages.find((file) => COMPILER.test(file.name));
  if (!compiler) throw new InfrastructureError(`${suite.name} has no package libstd-rust`);
  const closure = await suite.closure([compiler.name, 'lld', ...SHELL_PACKAGES]);
  if (closure.length === 0) throw new InfrastructureError(`apt finds no way to install Rust from ${suite.name}`);
  const parts = Object.keys(PARTS).map((name) => {
    const found = suite.packages.find((file) => file.name === name);
    if (!found) throw new InfrastructureError(`${suite.name} has no package ${name}`);
    return found;
  });
  const packages = [...closure, ...parts];
  return lockPackages({ tool: 'rust', version }, packages, suite, (bytes) => bytes * DISK_PER_DOWNLOAD, context);
}

/** Makes a root file system with rustc, its libraries for wasm and wasm-ld in `<staging>/tree`. */
export async function installRust(
  locked: LockedToolchain,
  suite: Suite,
  staging: string,
  context: ProviderContext,
): Promise<InstalledTree> {
  const files = filesOf(locked, context.platform);
  const tree = join(staging, 'tree');
  const debs = await fetchPackages(suite, files, join(staging, 'debs'));
  await unpackRootAndParts(debs, files, (file) => PARTS[file.name], tree, context);
  return {
    layout: 'root',
    path: ['usr/bin'],
    env: {},
    ...NO_FILES,
    sources: files,
    check: { command: ['rustc', '--version'], expect: `rustc ${locked.version}` },
  };
}
