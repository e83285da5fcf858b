import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import { callClient, lastWords, runClient } from '../../../system/client.ts';
import { withLock } from '../../../system/lock-file.ts';
import type { LockedFile } from '../../lock/locked.ts';
import { type ProviderContext, SourceUnreachable } from '../provider.ts';
import type { Mirror } from './mirror.ts';
import { type DebianPackage, OFFERED_PACKAGES, readPackages, readUris } from './suites.ts';

/** An index younger than this (milliseconds) is not fetched again unless a refresh is asked for. */
const FRESH = 600_000;
/** Longest time for one suite's index, in milliseconds. */
const UPDATE_WALL = 120_000;

/** A suite's private apt: indexes, state and cache of its own in the store; the machine's packages are never touched. */
export interface Suite {
  readonly name: string;
  /** The packages that offer toolchains. */
  readonly packages: readonly DebianPackage[];
  /** All files that an installation of these packages on an empty system takes. Fetches nothing. */
  closure(packages: readonly string[]): Promise<DebianPackage[]>;
  /** Whether name and version are still in the index, by package. False: it has gone from the suite. */
  lists(files: readonly LockedFile[]): Promise<boolean>;
  /** Fetches the exact files into a folder; apt verifies them against the signed index. */
  download(files: readonly LockedFile[], dir: string): Promise<void>;
}

/**
 * Brings a suite's index up to date (its signature is verified by apt) and opens it. Throws `SourceUnreachable` where
 * the archive does not answer.
 */
export async function openSuite(name: string, archive: Promise<Mirror>, context: ProviderContext): Promise<Suite> {
  const dir = join(context.settings.storeDir, 'debian', name);
  const env = { ...context.settings.clientEnv, LC_ALL: 'C', APT_CONFIG: join(dir, 'apt.conf') };
  const options = { env, signal: context.signal };
  const mirror = await archive;
  const packages = await withLock(join(dir, 'lock'), () => updateIndex(name, dir, mirror, context, env), options);
  const call = (argv: string[], cwd?: string) => callClient(argv, cwd === undefined ? options : { ...options, cwd });
  return {
    name,
    packages,
    closure: async (wanted) => {
      // With an empty archive folder apt leaves out nothing that it may have kept from before.
      const empty = ['-o', `Dir::Cache::archives=${join(dir, 'empty')}/`];
      return readUris(await call(['apt-get', '-qq', '-y', ...empty, '--print-uris', 'install', ...wanted]));
    },
    lists: async (files) => {
      const known = await call(['apt-cache', 'madison', ...files.map((file) => file.name)]);
      const pairs = new Set(
        known.split('\n').map((line) =>
          line
            .split('|')
            .slice(0, 2)
            .map((part) => part.trim())
            .join('='),
        ),
      );
      return files.every((file) => pairs.has(`${file.name}=${file.version}`));
    },
    download: async (files, target) => {
      await call(['apt-get', '-q', 'download', ...files.map((file) => `${file.name}=${file.version}`)], target);
    },
  };
}

/** Updates where needed and gives the toolchain packages, kept beside the index so that asking again costs one read. */
async function updateIndex(
  name: string,
  dir: string,
  mirror: Mirror,
  context: ProviderContext,
  env: Readonly<Record<string, string>>,
): Promise<DebianPackage[]> {
  const offers = join(dir, 'offers.json');
  const known = await readKnown(offers, mirror.url, context);
  if (known) return known;
  await prepareState(name, dir, mirror, context);
  const options = { env, signal: context.signal };
  const updated = await runClient(['apt-get', '-q', 'update'], { ...options, wall: UPDATE_WALL });
  if (updated.exitCode !== 0 || /^(?:Err:|W: .*Failed to fetch)/m.test(`${updated.stdout}\n${updated.stderr}`)) {
    throw new SourceUnreachable(`suite ${name}: ${lastWords(updated)}`);
  }
  const packages = readPackages(await callClient(['apt-cache', 'search', '-n', '-f', OFFERED_PACKAGES], options));
  await writeFile(offers, JSON.stringify({ url: mirror.url, asked: OFFERED_PACKAGES, packages }));
  return packages;
}

async function readKnown(path: string, url: string, context: ProviderContext): Promise<DebianPackage[] | null> {
  try {
    const { mtimeMs } = await stat(path);
    const oldest = context.refresh ? context.started : Date.now() - FRESH;
    if (mtimeMs < oldest) return null;
    const known = JSON.parse(await readFile(path, 'utf8')) as { url: string; asked: string; packages: DebianPackage[] };
    return known.url === url && known.asked === OFFERED_PACKAGES ? known.packages : null;
  } catch {
    return null;
  }
}

/** Folders and configuration (apt.conf(5)) of a suite's private apt. What the user has set for transport is carried over. */
async function prepareState(name: string, dir: string, mirror: Mirror, context: ProviderContext): Promise<void> {
  for (const part of [
    'etc/apt.conf.d',
    'etc/sources.list.d',
    'etc/preferences.d',
    'state/lists/partial',
    'cache/archives/partial',
    'empty/partial',
    'log',
  ]) {
    await mkdir(join(dir, part), { recursive: true });
  }
  await writeFile(join(dir, 'status'), '');
  await writeFile(join(dir, 'etc/sources.list'), `deb [signed-by=${mirror.keyring}] ${mirror.url} ${name} main\n`);
  const dumped = await callClient(['apt-config', 'dump'], { env: context.settings.clientEnv, signal: context.signal });
  const transport = dumped
    .split('\n')
    .filter((line) => /^Acquire::(?:https?|ftp|socks|Force|Retries|Proxy)/i.test(line) && !/Languages/.test(line));
  const own = [
    `Dir "${dir}";`,
    `Dir::Etc "${dir}/etc";`,
    'Dir::Etc::netrc "/etc/apt/auth.conf";',
    'Dir::Etc::netrcparts "/etc/apt/auth.conf.d";',
    `Dir::State "${dir}/state";`,
    `Dir::State::status "${dir}/status";`,
    `Dir::Cache "${dir}/cache";`,
    `Dir::Log "${dir}/log";`,
    'APT::Architecture "amd64";',
    'APT::Architectures "amd64";',
    'APT::Install-Recommends "false";',
    'APT::Sandbox::User "";',
    // Only indexes of suites that are still being made carry a date of expiry, and mirrors may lag behind it.
    'Acquire::Check-Valid-Until "false";',
    'Acquire::Languages "none";',
    'Acquire::GzipIndexes "true";',
    'Dir::Cache::srcpkgcache "";',
    'Acquire::ForceHash "SHA256";',
    'Acquire::AllowInsecureRepositories "false";',
    'Acquire::http::Timeout "10";',
    'Acquire::Retries "3";',
  ];
  await writeFile(join(dir, 'apt.conf'), `${[...transport, ...own].join('\n')}\n`).catch((error: Error) => {
    throw new InfrastructureError(`cannot write the private apt state: ${error.message}`);
  });
}
