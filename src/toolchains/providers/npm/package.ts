import { mkdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import { callClient, lastWords, runClient } from '../../../system/client.ts';
import { hashFile } from '../../../system/files.ts';
import { moveFolder, realFile } from '../../archive/folders.ts';
import { unpackArchive } from '../../archive/unpack.ts';
import type { LockedFile } from '../../lock/locked.ts';
import { type ProviderContext, SourceUnreachable, unpackingFor } from '../provider.ts';

/** A question to the registry, in milliseconds. */
const ASK_WALL = 30_000;

/** The versions of a package. Throws `SourceUnreachable` where the registry does not answer. */
export async function listPackage(name: string, context: ProviderContext): Promise<readonly string[]> {
  return readVersions(await askNpm(['view', name, 'versions', '--json'], context));
}

/**
 * Resolves one version of a package: name, version and the registry's checksum. `archive` is about its size, which npm
 * does not say before it is fetched. Throws `SourceUnreachable` where the registry does not answer.
 */
export async function resolvePackage(
  name: string,
  version: string,
  archive: number,
  context: ProviderContext,
): Promise<LockedFile> {
  const said = await askNpm(['view', `${name}@${version}`, 'dist', '--json'], context);
  const integrity = (JSON.parse(said) as { integrity?: string }).integrity;
  return { name, version, size: archive, estimated: true, ...(integrity ? { integrity } : {}) };
}

/**
 * Fetches a locked package, verifies it and unpacks it to `to`, where there is nothing yet; gives it with size and
 * checksum. Throws `InfrastructureError` where it cannot be had or does not match.
 */
export async function installPackage(
  locked: LockedFile,
  to: string,
  staging: string,
  context: ProviderContext,
): Promise<LockedFile> {
  const dir = join(staging, 'npm');
  await mkdir(dir, { recursive: true });
  const { name, version } = locked;
  const options = { env: npmEnv(context), cwd: dir, signal: context.signal };
  const said = await callClient(
    ['npm', 'pack', `${name}@${version}`, '--json', '--ignore-scripts', '--pack-destination', dir],
    options,
  );
  const packed = (JSON.parse(said) as { filename: string }[])[0];
  if (!packed) throw new InfrastructureError(`npm did not fetch ${name} ${version}`);
  // The name is made of what the package says of itself.
  const archive = await realFile(dir, basename(packed.filename));
  const { size } = await stat(archive);
  const [sha256, sha512] = [
    await hashFile(archive),
    await hashFile(archive, { algorithm: 'sha512', encoding: 'base64' }),
  ];
  const integrity = `sha512-${sha512}`;
  if ((locked.integrity && locked.integrity !== integrity) || (locked.sha256 && locked.sha256 !== sha256)) {
    throw new InfrastructureError(`${name} ${version} does not match the lock: another content under its name`);
  }
  const unpacked = join(dir, 'unpacked');
  await unpackArchive(archive, unpacked, { ...unpackingFor(context), name: `${name} ${version}`, top: 'package' });
  await moveFolder(unpacked, 'package', to);
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
