import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import { compareVersions } from '../../../model/versions.ts';
import { moveFolder } from '../../archive/folders.ts';
import { unpackArchive } from '../../archive/unpack.ts';
import { filesOf, type LockedFile } from '../../lock/locked.ts';
import { compilePython } from '../../tree/compile-python.ts';
import { fetchFile } from '../download.ts';
import { askSize, fetchText } from '../http.ts';
import { installNode, resolveNode } from '../npm/node.ts';
import { type Provider, type ProviderContext, SourceUnreachable, unpackingFor } from '../provider.ts';
import { activeConfig, describeEmsdk } from './layout.ts';
import { archiveNames, type EmsdkRelease, nodeOf, readReleases } from './releases.ts';

/** 1.2 to 1.9 GB unpacked, the libraries of all variants included. */
const ESTIMATED_DISK = 1_500_000_000;
/** The folder that all of an archive lies in. */
const TOP = 'install';
const compare = (a: string, b: string) => compareVersions('emsdk', a, b);

/**
 * Official Emscripten builds: emsdk's list of releases, the archive per build, the checksum where one is published,
 * and the node that the release shipped with. Its calls throw `InfrastructureError` for a version that is not listed or
 * not locked for the platform.
 */
export function createEmsdkProvider(): Provider {
  let listed: Promise<Map<string, EmsdkRelease>> | undefined;
  const list = (context: ProviderContext) => {
    listed ??= listReleases(context);
    return listed;
  };
  return {
    origin: 'emsdk',
    tools: ['emsdk'],
    complete: true,
    listVersions: async (_tool, context) => [...(await list(context)).keys()],
    resolve: async (tool, version, context) => {
      const release = (await list(context)).get(version);
      if (!release) throw new InfrastructureError(`emsdk lists no Emscripten ${version}`);
      const [archive, node] = await Promise.all([
        findArchive(release, context),
        resolveNode(nodeOf(version, compare), context),
      ]);
      const platform = { files: [archive, { ...node, role: 'node' as const }], disk: ESTIMATED_DISK };
      const provenance = archive.sha256 ? 'published-hash' : 'first-use';
      return { tool, version, origin: 'emsdk', provenance, platforms: { [context.platform]: platform } };
    },
    install: async (locked, staging, context) => {
      const files = filesOf(locked, context.platform);
      const [archive, node] = [files.find((file) => !file.role), files.find((file) => file.role === 'node')];
      if (!archive || !node) throw new InfrastructureError(`em${locked.version} is not locked for ${context.platform}`);
      const path = join(staging, 'archive');
      const fetched = await fetchFile(`${context.settings.bases.emsdk}/linux/${archive.name}`, path, archive, context);
      const tree = join(staging, 'tree');
      const unpacked = join(staging, 'unpacked');
      await unpackArchive(path, unpacked, { ...unpackingFor(context), name: archive.name, top: TOP });
      await mkdir(tree);
      await moveFolder(unpacked, TOP, join(tree, 'upstream'));
      const fetchedNode = await installNode(node, join(tree, 'node'), staging, context);
      await writeFile(join(tree, '.emscripten'), activeConfig(locked.version, compare));
      const described = await describeEmsdk(tree, locked.version);
      await compilePython({ ...described, dir: tree }, ['upstream/emscripten'], context);
      return {
        ...described,
        sources: [fetched, { ...fetchedNode, role: 'node' }],
        check: { command: ['emcc', '--version'], expect: locked.version.replace(/-.*/, '') },
      };
    },
  };
}

async function listReleases(context: ProviderContext): Promise<Map<string, EmsdkRelease>> {
  const base = context.settings.bases.emsdkLists;
  const [tags, revisions] = await Promise.all([
    fetchText(`${base}/emscripten-releases-tags.json`, context),
    fetchText(`${base}/bazel/revisions.bzl`, context),
  ]);
  try {
    return new Map(readReleases(tags, revisions).map((release) => [release.version, release]));
  } catch {
    throw new SourceUnreachable('emsdk answered with something else than its list of releases');
  }
}

async function findArchive(release: EmsdkRelease, context: ProviderContext): Promise<LockedFile> {
  for (const name of archiveNames(release.version, compare)) {
    const path = `${release.build}/${name}`;
    const size = await askSize(`${context.settings.bases.emsdk}/linux/${path}`, context);
    if (size === null) continue;
    return { name: path, size, ...(release.sha256 ? { sha256: release.sha256 } : {}) };
  }
  throw new InfrastructureError(`emsdk lists Emscripten ${release.version} but has no archive of it for linux`);
}
