import { join } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import { groupBy } from '../../../model/group.ts';
import type { LockedFile } from '../../lock/locked.ts';
import type { Parts } from '../debian/built-root.ts';
import { llvmParts } from '../debian/llvm.ts';
import type { OpenSuite } from '../debian/provider.ts';
import { SHELL_PACKAGES } from '../debian/suites.ts';
import { fetchPackages, unpackParts, unpackRootAndParts } from '../debian/unpack.ts';
import type { ProviderContext } from '../provider.ts';
import type { EmceptionRelease } from './releases.ts';

/** What Emscripten runs with, beside LLVM. */
const PROGRAMS = ['binaryen', 'nodejs', 'python3', ...SHELL_PACKAGES];
/** The programs of LLVM that Emscripten and those who use it call, beside compiler and linker. */
export const LLVM_TOOLS = [
  ...['llc', 'llvm-ar', 'llvm-cxxfilt', 'llvm-dwarfdump', 'llvm-dwp', 'llvm-mc', 'llvm-nm', 'llvm-objcopy'],
  ...['llvm-objdump', 'llvm-ranlib', 'llvm-size', 'llvm-strip', 'llvm-symbolizer'],
];
/** Debian's own Emscripten, of which some files are taken that the npm package lacks. */
const EMSCRIPTEN = 'emscripten';

/** The linker of an LLVM and the libraries that it and the compiler need. */
const linkerOf = (major: string) => [`lld-${major}`, `libllvm${major}`, `libclang-cpp${major}`];

/**
 * The packages of the root in which a release runs; those of LLVM come from a suite of their own where `suite` has none of
 * that version. Throws `InfrastructureError` where a suite lacks some.
 */
export async function lockRoot(
  { suite: name, llvm, fromDebian }: EmceptionRelease,
  open: OpenSuite,
  context: ProviderContext,
): Promise<readonly LockedFile[]> {
  const [suite, other] = [await open(name, context), await open(llvm.suite, context)];
  const linker = linkerOf(llvm.major);
  const own = await suite.closure([...PROGRAMS, ...(suite === other ? linker : llvm.libraries)]);
  const borrowed = suite === other ? [] : (await other.closure(linker)).filter((file) => linker.includes(file.name));
  if (own.length === 0 || (suite !== other && borrowed.length < linker.length)) {
    throw new InfrastructureError(`apt finds no way to install LLVM ${llvm.major} with Binaryen from ${name}`);
  }
  const part = (from: typeof suite, wanted: string): LockedFile => {
    const found = from.packages.find((file) => file.name === wanted);
    if (!found) throw new InfrastructureError(`${from.name} has no package ${wanted}`);
    return { ...found, suite: from.name };
  };
  return [
    ...own.map((file) => ({ ...file, suite: suite.name })),
    ...borrowed.map((file) => ({ ...file, suite: other.name })),
    ...Object.keys(llvmParts(llvm.major, LLVM_TOOLS)).map((wanted) => part(other, wanted)),
    ...(fromDebian.length > 0 ? [part(suite, EMSCRIPTEN)] : []),
  ];
}

/**
 * Makes the root of its packages in `tree`, and unpacks what is taken of Debian's own Emscripten to `aside`. Throws
 * `InfrastructureError` where a package cannot be had or is not as it should be.
 */
export async function unpackPrograms(
  { llvm, fromDebian }: EmceptionRelease,
  files: readonly LockedFile[],
  open: OpenSuite,
  { staging, tree, aside }: { readonly staging: string; readonly tree: string; readonly aside: string },
  context: ProviderContext,
): Promise<void> {
  const debs = new Map<LockedFile, string>();
  for (const [name, own] of groupBy(files, (file) => file.suite!)) {
    const paths = await fetchPackages(await open(name, context), own, join(staging, `debs-${name}`));
    for (const [index, file] of own.entries()) debs.set(file, paths[index]!);
  }
  const programs = files.filter((file) => file.name !== EMSCRIPTEN);
  const parts: Parts = llvmParts(llvm.major, LLVM_TOOLS);
  const paths = programs.map((file) => debs.get(file)!);
  await unpackRootAndParts(paths, programs, (file) => parts[file.name], tree, context);
  const taken = files.filter((file) => file.name === EMSCRIPTEN).map((file) => debs.get(file)!);
  if (taken.length === 0) return;
  const wanted = fromDebian.map(({ path }) => `./usr/share/emscripten/${path}`);
  await unpackParts(taken, aside, wanted, context);
}
