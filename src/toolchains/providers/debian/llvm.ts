import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import { filesOf, type LockedFile, type LockedToolchain } from '../../lock/locked.ts';
import type { InstalledTree, ProviderContext } from '../provider.ts';
import type { Suite } from './apt.ts';
import type { Parts } from './built-root.ts';
import { lockPackages } from './lock-packages.ts';
import { SHELL_PACKAGES } from './suites.ts';
import { fetchPackages, unpackRootAndParts } from './unpack.ts';

/** Roots of LLVM 9 to 22 measured 174 to 302 MB for 57 to 90 MB of packages. */
const DISK_PER_DOWNLOAD = 3.5;

/** What the linker's package does not have: the tools for archives and symbols. */
const TOOLS_OF_LLVM = ['llvm-ar', 'llvm-nm', 'llvm-ranlib'];

/**
 * By package the files that are taken of an LLVM of a major version beside its linker. The compiler's package asks for a
 * system compiler with headers, that of the tools for Python; neither is needed to compile and to link wasm.
 */
export function llvmParts(major: string, tools: readonly string[]): Parts {
  return {
    [`clang-${major}`]: [`./usr/lib/llvm-${major}/bin/clang*`],
    [`libclang-common-${major}-dev`]: [`./usr/lib/llvm-${major}/lib/clang/*/include/*`],
    [`llvm-${major}`]: tools.map((tool) => `./usr/lib/llvm-${major}/bin/${tool}`),
  };
}

/** The package with the compiler's support library for wasm, which no suite has before LLVM 14. */
const SUPPORT = (major: string) => `libclang-rt-${major}-dev-wasm32`;

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
  const parts = [...Object.keys(llvmParts(major, TOOLS_OF_LLVM)), SUPPORT(major)].flatMap((name) => {
    const found = suite.packages.find((file) => file.name === name);
    if (!found && name !== SUPPORT(major)) throw new InfrastructureError(`${suite.name} has no package ${name}`);
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
  const parts: Parts = {
    ...llvmParts(major, TOOLS_OF_LLVM),
    [SUPPORT(major)]: [`./usr/lib/llvm-${major}/lib/clang/*/lib/*`],
  };
  const partsOf = (file: LockedFile) => parts[file.name];
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

function majorOf(version: string): string {
  return version.split('.')[0]!;
}
