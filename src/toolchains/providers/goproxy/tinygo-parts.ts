import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import { realFile, realFolder, removeInside } from '../../archive/folders.ts';
import type { LockedFile } from '../../lock/locked.ts';
import type { Suite } from '../debian/apt.ts';
import type { BuiltRoot } from '../debian/built-root.ts';
import { SHELL_PACKAGES } from '../debian/suites.ts';
import { fetchPackages, unpackBuildRoot } from '../debian/unpack.ts';
import type { ProviderContext } from '../provider.ts';

/** The suite with the LLVM that TinyGo is built with and links by. */
export const SUITE = 'bookworm';

/** What it needs whenever it runs: the libraries that it is linked with, the linker and the optimizer that it calls. */
const NEEDED = ['libllvm16', 'libclang1-16', 'libclang-cpp16', 'lld-16', 'binaryen', ...SHELL_PACKAGES];
/** What only its own build needs besides. */
const TO_BUILD = ['llvm-16-dev', 'libclang-16-dev', 'clang-16', 'wasi-libc', 'libclang-rt-16-dev-wasm32'];

/** Of these packages only some files are needed, and none of what they depend on. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  'clang-16': ['./usr/bin/clang*', './usr/lib/llvm-16/bin/clang*'],
  'libclang-common-16-dev': ['./usr/lib/llvm-16/lib/clang/*/include/*'],
  'libclang-rt-16-dev-wasm32': ['./usr/lib/llvm-16/lib/clang/*/lib/*'],
  'wasi-libc': ['./usr/include/*', './usr/lib/*'],
};
const BUILTINS = 'usr/lib/llvm-16/lib/clang/16/lib/wasi/libclang_rt.builtins-wasm32.a';
/** What its build asks for; the link of that name in Debian's package leads to a file that no package has. */
const CLANG_LIBRARY = {
  name: 'usr/lib/llvm-16/lib/libclang.so',
  is: '../../x86_64-linux-gnu/libclang-16.so.1',
} as const;
/** Targets whose library is wasi-libc; those of other systems and of WASI 0.2 are left as they came. */
const TARGETS = ['wasm', 'wasip1'] as const;

/** The packages of its two roots. */
export const ROOT: BuiltRoot = { what: 'LLVM 16', needs: NEEDED, builds: TO_BUILD, parts: PARTS };

/** Fetches the packages, and makes of all of them the root in which it is built; gives the packages' paths. */
export async function unpackToBuild(
  suite: Suite,
  files: readonly LockedFile[],
  staging: string,
  build: string,
  context: ProviderContext,
): Promise<readonly string[]> {
  const debs = await fetchPackages(suite, files, join(staging, 'debs'));
  await unpackBuildRoot(debs, build, context);
  await removeInside(build, CLANG_LIBRARY.name);
  await symlink(CLANG_LIBRARY.is, join(build, CLANG_LIBRARY.name));
  return debs;
}

/**
 * Lays TinyGo's own folders into `usr/lib/tinygo`, with Debian's libraries in the places where it looks for those that its
 * repository takes from others. Throws `InfrastructureError` where something is not as in the releases that are known.
 */
export async function layTinyGo(sources: string, tree: string): Promise<void> {
  const own = join(tree, 'usr/lib/tinygo');
  for (const part of ['src', 'targets', 'lib']) {
    await cp(await realFolder(sources, part), join(own, part), { recursive: true });
  }
  // Kept in a repository of their own, which no module has; without the folder nothing can be compiled.
  await mkdir(join(own, 'src/net/http'), { recursive: true });
  const sysroot = join(own, 'lib/wasi-libc/sysroot');
  await mkdir(join(sysroot, 'lib'), { recursive: true });
  await link(tree, 'usr/lib/wasm32-wasi', join(sysroot, 'lib/wasm32-wasi'));
  await link(tree, 'usr/include/wasm32-wasi', join(sysroot, 'include'));
  const builtins = await realFile(tree, BUILTINS);
  for (const name of TARGETS) await useBuiltins(join(own, 'targets', `${name}.json`), `/${relative(tree, builtins)}`);
}

async function link(tree: string, folder: string, at: string): Promise<void> {
  await symlink(relative(dirname(at), await realFolder(tree, folder)), at);
}

/** A target that links a library which is there, in place of one that would be compiled from sources that are not. */
async function useBuiltins(path: string, library: string): Promise<void> {
  const target = JSON.parse(await readFile(path, 'utf8')) as { rtlib?: string; ldflags?: string[] };
  const { rtlib, ldflags, ...others } = target;
  if (rtlib !== 'compiler-rt' || !ldflags) throw new InfrastructureError(`${basename(path)} is no target as it was`);
  await writeFile(path, `${JSON.stringify({ ...others, ldflags: [...ldflags, library] }, null, 2)}\n`);
}
