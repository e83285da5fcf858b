import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import { filesOf, type LockedFile, type LockedToolchain } from '../../lock/locked.ts';
import type { InstalledTree, ProviderContext } from '../provider.ts';
import type { Suite } from './apt.ts';
import { lockPackages } from './lock-packages.ts';
import { SHELL_PACKAGES } from './suites.ts';
import { fetchPackages, unpackRootAndParts } from './unpack.ts';

/** Roots of LLVM 9 to 22 measured 174 to 302 MB for 57 to 90 MB of packages. */
const DISK_PER_DOWNLOAD = 3.5;

/** A package of which only some files are taken, and none of what it depends on. `N` stands for the major version. */
interface Part {
  readonly name: string;
  readonly paths: readonly string[];
  /** Whether a suite may have the linker and not this. */
  readonly optional?: true;
}

/**
 * The compiler's package asks for a system compiler with headers, that of the tools for Python; neither is needed to
 * compile and to link wasm. Before LLVM 14 no suite has the compiler's support library for wasm.
 */
const PARTS: readonly Part[] = [
  { name: 'clang-N', paths: ['./usr/lib/llvm-N/bin/clang*'] },
  { name: 'libclang-common-N-dev', paths: ['./usr/lib/llvm-N/lib/clang/*/include/*'] },
  { name: 'llvm-N', paths: ['ar', 'nm', 'ranlib'].map((tool) => `./usr/lib/llvm-N/bin/llvm-${tool}`) },
  { name: 'libclang-rt-N-dev-wasm32', paths: ['./usr/lib/llvm-N/lib/clang/*/lib/*'], optional: true },
];

/** The support library by the name under which a case takes it. */
const BUILTINS = 'libclang_rt.builtins-wasm32.a';

/**
 * Resolves the packages of one LLVM: its linker with all it needs, and of its compiler and tools what wasm needs.
 * Throws `InfrastructureError` where the suite lacks one.
 */
export async function resolveLlvm(version: string, suite: Suite, context: ProviderContext): Promise<LockedToolchain> {
  const major = majorOf(version);
  const closure = await suite.closure([`lld-${major}`, `libclang-cpp${major}`, ...SHELL_PACKAGES]);
  if (closure.length === 0) throw new InfrastructureError(`apt finds no way to install LLVM from ${suite.name}`);
  const parts = PARTS.flatMap((part) => {
    const name = nameOf(part, major);
    const found = suite.packages.find((file) => file.name === name);
    if (!found && !part.optional) throw new InfrastructureError(`${suite.name} has no package ${name}`);
    return found ? [found] : [];
  });
  const packages = [...closure, ...parts];
  return lockPackages({ tool: 'llvm', version }, packages, suite, (bytes) => bytes * DISK_PER_DOWNLOAD, context);
}

/** Makes a root file system with wasm-ld, clang, llvm-ar and llvm-nm, under their own names, in `<staging>/tree`. */
export async function installLlvm(
  locked: LockedToolchain,
  suite: Suite,
  staging: string,
  context: ProviderContext,
): Promise<InstalledTree> {
  const files = filesOf(locked, context.platform);
  const major = majorOf(locked.version);
  const tree = join(staging, 'tree');
  const debs = await fetchPackages(suite, files, join(staging, 'debs'));
  const partsOf = (file: LockedFile) =>
    PARTS.find((part) => nameOf(part, major) === file.name)?.paths.map((path) => path.replaceAll('N', major));
  await unpackRootAndParts(debs, files, partsOf, tree, context);
  const builtins = await findBuiltins(tree, major);
  return {
    layout: 'root',
    path: [`usr/lib/llvm-${major}/bin`, 'usr/bin'],
    env: {},
    files: builtins ? { [BUILTINS]: builtins } : {},
    lacks: builtins ? {} : { [BUILTINS]: `${suite.name} has none for LLVM ${major}` },
    borrowed: {},
    llvm: locked.version,
    sources: files,
    check: { command: ['wasm-ld', '--version'], expect: `LLD ${locked.version}` },
  };
}

/** Where the support library for wasm32 lies: the folder's name is the system's in some versions, the target's in others. */
async function findBuiltins(tree: string, major: string): Promise<string | null> {
  const folder = `usr/lib/llvm-${major}/lib/clang`;
  const paths = await readdir(join(tree, folder), { recursive: true });
  const found = paths.sort().find((path) => /\/libclang_rt\.builtins(?:-wasm32)?\.a$/.test(path));
  return found ? `${folder}/${found}` : null;
}

function nameOf(part: Part, major: string): string {
  return part.name.replace('N', major);
}

function majorOf(version: string): string {
  return version.split('.')[0]!;
}
