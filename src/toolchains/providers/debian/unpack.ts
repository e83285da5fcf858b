import { mkdir, readdir, readlink, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import { hashFile } from '../../../system/files.ts';
import { realFile } from '../../archive/folders.ts';
import { unpackArchive } from '../../archive/unpack.ts';
import type { LockedFile } from '../../lock/locked.ts';
import { type ProviderContext, unpackingFor } from '../provider.ts';
import type { Suite } from './apt.ts';

/**
 * What is not unpacked: documentation (bullseye's node-acorn has a link where another package has a folder, so leaving
 * it out also fixes that), compilers, headers and static libraries of the machine itself, package management, and
 * Emscripten's libraries for 64 bit and for LTO of position-independent code: without these the frozen caches of bookworm
 * and trixie are half as large, and where one is asked for, emcc says that the frozen cache lacks it.
 */
const DOCUMENTATION =
  './usr/share/{doc,man,locale,info,lintian,bug,perl,perl5,i18n,zoneinfo,gdb,bash-completion,doc-base}/*';
const LEFT_OUT = [
  DOCUMENTATION,
  './usr/{include,lib32,libx32,games}/*',
  './usr/lib/{gcc,compat-ld,gold-ld,bfd-plugins,dpkg,git-core,systemd,udev,apt}/*',
  './usr/lib/x86_64-linux-gnu/{*.a,perl*,perl-base,gconv,ldscripts,cmake}',
  './usr/lib/llvm-*/{lib/*.a,include,build,share,lib/cmake}',
  './usr/lib/llvm-*/bin/{opt,lli*,llvm-exegesis,bugpoint,llvm-lto*,llvm-c-test,llvm-mca,llvm-jitlink*,llvm-pdbutil}',
  './usr/lib/llvm-*/lib/clang/*/lib/*',
  './usr/lib/clang/*/lib/*',
  './usr/lib/python3*/{test,idlelib,lib2to3,tkinter,ensurepip,distutils/tests,unittest/test}/*',
  './usr/share/emscripten/{tests,test,docs,site}/*',
  './usr/share/emscripten/cache/sysroot/lib/wasm*-emscripten/{lto-pic,thinlto-pic}/*',
  './usr/share/emscripten/cache/sysroot/lib/wasm64-emscripten/*',
] as const;

/**
 * Fetches packages of one suite into a folder, each compared with the lock; gives the paths of the .deb files. Throws
 * `InfrastructureError` where one cannot be had or does not match.
 */
export async function fetchPackages(
  suite: Suite,
  files: readonly LockedFile[],
  dir: string,
): Promise<readonly string[]> {
  await mkdir(dir, { recursive: true });
  await suite.download(files, dir);
  const paths: string[] = [];
  for (const file of files) {
    const path = await realFile(dir, await findDeb(dir, file));
    const sha256 = await hashFile(path);
    if (file.sha256 && sha256 !== file.sha256) {
      throw new InfrastructureError(
        `${file.name} ${file.version} does not match the lock: another content under its name`,
      );
    }
    paths.push(path);
  }
  return paths;
}

/**
 * Unpacks packages into one tree with a merged /usr, as every Debian since 12 has it. No maintainer script runs: what
 * Emscripten, its Python and its node need are plain files and links. Throws `InfrastructureError` where a package is
 * not as it should be.
 */
export async function unpackRoot(debs: readonly string[], tree: string, context: ProviderContext): Promise<void> {
  await unpackMerged(debs, tree, LEFT_OUT, context);
}

/** What a root in which something is built for the machine itself does without: LLVM's archives beside its library. */
const LEFT_OUT_OF_BUILDS = [DOCUMENTATION, './usr/lib/llvm-*/lib/*.a'] as const;

/**
 * Unpacks packages into one tree in which programs for the machine can be compiled: as `unpackRoot` does, with compilers
 * and headers. Throws `InfrastructureError` where a package is not as it should be.
 */
export async function unpackBuildRoot(debs: readonly string[], tree: string, context: ProviderContext): Promise<void> {
  await unpackMerged(debs, tree, LEFT_OUT_OF_BUILDS, context);
}

async function unpackMerged(
  debs: readonly string[],
  tree: string,
  leftOut: readonly string[],
  context: ProviderContext,
): Promise<void> {
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
    await mkdir(join(tree, 'usr', name), { recursive: true });
    await symlink(`usr/${name}`, join(tree, name));
  }
  await mkdir(join(tree, 'etc'), { recursive: true });
  const excludes = leftOut.flatMap(expandBraces).map((pattern) => `--exclude=${pattern}`);
  // A star must not reach into folders below: clang keeps its own headers in an `include` further down.
  await unpack(debs, tree, ['--anchored', '--no-wildcards-match-slash', ...excludes], context);
}

/**
 * Unpacks only the files below some folders of packages, e.g. `./usr/share/go-1.21/misc/wasm`. Throws
 * `InfrastructureError` where a package is not as it should be.
 */
export async function unpackParts(
  debs: readonly string[],
  tree: string,
  parts: readonly string[],
  context: ProviderContext,
): Promise<void> {
  await mkdir(tree, { recursive: true });
  await unpack(debs, tree, ['--wildcards', ...parts], context);
}

/**
 * Unpacks packages into one tree as `unpackRoot` does, but of those that `partsOf` gives paths for, only these.
 * `debs` and `files` go together. Throws `InfrastructureError` where a package is not as it should be.
 */
export async function unpackRootAndParts(
  debs: readonly string[],
  files: readonly LockedFile[],
  partsOf: (file: LockedFile) => readonly string[] | undefined,
  tree: string,
  context: ProviderContext,
): Promise<void> {
  const whole = debs.filter((_, index) => !partsOf(files[index]!));
  await unpackRoot(whole, tree, context);
  for (const [index, file] of files.entries()) {
    const parts = partsOf(file);
    if (parts) await unpackParts([debs[index]!], tree, parts, context);
  }
}

async function unpack(
  debs: readonly string[],
  tree: string,
  tarArgs: readonly string[],
  context: ProviderContext,
): Promise<void> {
  for (const deb of debs) {
    const rules = { top: null, anyLink: true, dropsSpecial: true };
    await unpackArchive(deb, tree, {
      ...unpackingFor(context),
      ...rules,
      args: ['--keep-directory-symlink', ...tarArgs],
    });
    await checkTop(tree);
  }
}

/** Packages may have links of a merged /usr of their own; nothing else may take the place of a root's first folders. */
async function checkTop(tree: string): Promise<void> {
  for (const entry of await readdir(tree, { withFileTypes: true })) {
    if (!entry.isSymbolicLink()) continue;
    const target = await readlink(join(tree, entry.name));
    if (target.replace(/^\//, '') !== `usr/${entry.name}`) {
      throw new InfrastructureError(
        `a package puts a link to ${JSON.stringify(target)} in the place of /${entry.name}`,
      );
    }
  }
}

/** The name under which apt stored a package: an epoch's colon is written `%3a`. */
async function findDeb(dir: string, file: LockedFile): Promise<string> {
  const version = file.version?.replaceAll(':', '%3a');
  const found = (await readdir(dir)).find((name) => name.startsWith(`${file.name}_${version}_`));
  if (found) return found;
  throw new InfrastructureError(`apt did not fetch ${file.name} ${file.version}`);
}

/** `a{b,c}` → `ab`, `ac`, in one level, which is all that the table above needs; tar knows no braces. */
function expandBraces(pattern: string): string[] {
  const match = /^(.*?)\{([^}]*)\}(.*)$/.exec(pattern);
  if (!match) return [pattern];
  return match[2]!.split(',').flatMap((word) => expandBraces(`${match[1]}${word}${match[3]}`));
}
