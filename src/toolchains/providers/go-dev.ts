import { join } from 'node:path';
import * as z from 'zod';
import { InfrastructureError } from '../../model/errors.ts';
import { moveFolder, removeInside } from '../archive/folders.ts';
import { unpackArchive } from '../archive/unpack.ts';
import { filesOf } from '../lock/locked.ts';
import { findWasmExec, GO_ENV } from '../tree/wasm-exec.ts';
import { fetchFile } from './download.ts';
import { fetchText } from './http.ts';
import { type Provider, type ProviderContext, SourceUnreachable, unpackingFor } from './provider.ts';

/** The page's JSON (golang/website, internal/dl): releases with their files; checksum and size are empty for very old ones. */
const RELEASES = z.array(
  z.object({
    version: z.string(),
    files: z.array(
      z.object({
        filename: z.string().regex(/^[\w.-]+$/),
        os: z.string(),
        arch: z.string(),
        kind: z.string(),
        sha256: z.string(),
        size: z.number(),
      }),
    ),
  }),
);

/** 235 to 270 MB unpacked. */
const ESTIMATED_DISK = 270_000_000;

/**
 * Go's own downloads, with the checksums that their page publishes. Its calls throw `InfrastructureError` for a version
 * without an archive for the platform.
 */
export function createGoDevProvider(): Provider {
  let listed: Promise<Map<string, Archive>> | undefined;
  const list = (context: ProviderContext) => {
    listed ??= listArchives(context);
    return listed;
  };
  return {
    origin: 'go.dev',
    tools: ['go'],
    complete: true,
    listVersions: async (_tool, context) => [...(await list(context)).keys()],
    resolve: async (tool, version, context) => {
      const archive = (await list(context)).get(version);
      if (!archive) throw new InfrastructureError(`go.dev has no archive of go${version} for ${context.platform}`);
      const { sha256, name, size } = archive;
      const file = sha256 ? { name, size, sha256 } : { name, size };
      const platform = { files: [file], disk: ESTIMATED_DISK };
      const provenance = sha256 ? 'published-hash' : 'first-use';
      return { tool, version, origin: 'go.dev', provenance, platforms: { [context.platform]: platform } };
    },
    install: async (locked, staging, context) => {
      const [file] = filesOf(locked, context.platform);
      if (!file) throw new InfrastructureError(`go${locked.version} is not locked for ${context.platform}`);
      const archive = join(staging, 'archive');
      const fetched = await fetchFile(`${context.settings.bases.goDev}/${file.name}`, archive, file, context);
      const unpacked = join(staging, 'unpacked');
      await unpackArchive(archive, unpacked, { ...unpackingFor(context), name: file.name, top: 'go' });
      const tree = join(staging, 'tree');
      await moveFolder(unpacked, 'go', tree);
      for (const part of ['api', 'doc', 'test']) await removeInside(tree, part);
      return {
        layout: 'relocatable',
        path: ['bin'],
        env: GO_ENV,
        ...(await findWasmExec(tree, locked.version)),
        borrowed: {},
        sources: [fetched],
        check: { command: ['go', 'version'], expect: `go${locked.version} ` },
      };
    },
  };
}

interface Archive {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

async function listArchives(context: ProviderContext): Promise<Map<string, Archive>> {
  const text = await fetchText(`${context.settings.bases.goDev}/?mode=json&include=all`, context);
  let parsed: z.infer<typeof RELEASES>;
  try {
    parsed = RELEASES.parse(JSON.parse(text));
  } catch {
    throw new SourceUnreachable('go.dev answered with something else than its list of releases');
  }
  const archives = new Map<string, Archive>();
  for (const { version, files } of parsed) {
    const file = files.find((one) => one.os === 'linux' && one.arch === 'amd64' && one.kind === 'archive');
    if (file) archives.set(version.replace(/^go/, ''), { name: file.filename, size: file.size, sha256: file.sha256 });
  }
  return archives;
}
