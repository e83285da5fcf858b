import { copyFile, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import { lastWords } from '../../../system/client.ts';
import { hashFile } from '../../../system/files.ts';
import { moveFolder, realFile } from '../../archive/folders.ts';
import { unpackArchive } from '../../archive/unpack.ts';
import { filesOf, type LockedFile } from '../../lock/locked.ts';
import { runInside } from '../../tree/inside.ts';
import { NO_FILES, type Provider, type ProviderContext, unpackingFor } from '../provider.ts';
import { askCrate, type CargoClient, findCargo, vendorCrates, withOwnHome } from './cargo-client.ts';

/** The crate with wasmi's command, and what the program was called before 2.0 and since. */
const CRATE = 'wasmi_cli';
const PROGRAMS = ['wasmi', CRATE] as const;
/** 2.0.0 measured 0.06 MB, 20 MB with the crates that it asks for, and its program 10 MB. */
const ESTIMATED_CRATES = 20_000_000;
const ESTIMATED_DISK = 12_000_000;

/**
 * wasmi, built from its crate by the machine's cargo: whatever rustc builds it is part of what it is. cargo compares all
 * crates with the checksums of the index; they are compiled in the sandbox, for their build scripts are strangers' programs.
 * Its calls throw `SourceUnreachable` where there is no cargo or the index does not answer.
 */
export function createCratesProvider(): Provider {
  let client: Promise<CargoClient> | undefined;
  const find = (context: ProviderContext) => {
    client ??= findCargo(context);
    return client;
  };
  return {
    origin: 'crates',
    tools: ['wasmi'],
    // cargo names the newest version alone.
    complete: false,
    listVersions: async (_tool, context) => readInfo((await askCrate(CRATE, await find(context), context)) ?? ''),
    has: async (_tool, version, context) =>
      (await askCrate(`${CRATE}@${version}`, await find(context), context)) !== null,
    resolve: async (tool, version, context) => {
      const builder = await find(context);
      const files: LockedFile[] = [
        { name: CRATE, version, size: ESTIMATED_CRATES, estimated: true },
        { name: 'rustc', version: builder.version, size: 0, role: 'builder' },
      ];
      const platforms = { [context.platform]: { files, disk: ESTIMATED_DISK } };
      return { tool, version, origin: 'crates', provenance: 'published-hash', platforms };
    },
    check: async (locked, context) => {
      const builder = filesOf(locked, context.platform).find(({ role }) => role === 'builder');
      return builder?.version === (await find(context)).version ? 'same' : 'moved';
    },
    install: async (locked, staging, context) => {
      const [crate, builder] = filesOf(locked, context.platform);
      if (!crate || !builder)
        throw new InfrastructureError(`wasmi ${locked.version} is not locked for ${context.platform}`);
      const own = await withOwnHome(await find(context), join(staging, 'cargo'));
      if (builder.version !== own.version) {
        throw new InfrastructureError(
          `wasmi ${locked.version} is locked as built by rustc ${builder.version}, this is ${own.version}`,
        );
      }
      const work = join(staging, 'work');
      const fetched = await fetchCrate(crate, work, own, context);
      await vendorCrates(join(work, 'crate'), own, context);
      await mkdir(join(staging, 'tree/bin'), { recursive: true });
      await copyFile(await buildProgram(work, own, context), join(staging, 'tree/bin/wasmi'));
      return {
        layout: 'relocatable',
        path: ['bin'],
        env: {},
        ...NO_FILES,
        sources: [fetched, builder],
        check: { command: ['wasmi', '--version'], expect: ` ${locked.version}` },
      };
    },
  };
}

/** Reads what `cargo info` prints: a line `version: 2.0.0`. */
export function readInfo(text: string): string[] {
  const version = /^version: (\S+)/m.exec(text)?.[1];
  return version === undefined ? [] : [version];
}

/** Unpacks the crate as cargo fetched it to `<work>/crate`. */
async function fetchCrate(
  locked: LockedFile,
  work: string,
  client: CargoClient,
  context: ProviderContext,
): Promise<LockedFile> {
  const { name, version } = locked;
  if ((await askCrate(`${name}@${version}`, client, context)) === null) {
    throw new InfrastructureError(`there is no crate ${name} ${version}`);
  }
  const cache = join(client.env.CARGO_HOME!, 'registry/cache');
  const [registry] = await readdir(cache).catch(() => []);
  const archive = await realFile(cache, `${registry}/${name}-${version}.crate`);
  const sha256 = await hashFile(archive);
  if (locked.sha256 && locked.sha256 !== sha256) {
    throw new InfrastructureError(`${name} ${version} does not match the lock: another content under its name`);
  }
  const top = `${name}-${version}`;
  await mkdir(work, { recursive: true });
  await unpackArchive(archive, join(work, 'unpacked'), { ...unpackingFor(context), name: `${name} ${version}`, top });
  await moveFolder(join(work, 'unpacked'), top, join(work, 'crate'));
  return { name, version: version!, size: (await stat(archive)).size, sha256 };
}

/** What makes cargo take all crates from a folder beside the crate's (the Cargo book, source replacement). */
const VENDORED = '[source.crates-io]\nreplace-with = "vendored"\n[source.vendored]\ndirectory = "vendor"\n';

/** Compiles the crate in the sandbox; gives the program's path. */
async function buildProgram(work: string, { sysroot }: CargoClient, context: ProviderContext): Promise<string> {
  await mkdir(join(work, '.cargo'), { recursive: true });
  await writeFile(join(work, '.cargo/config.toml'), VENDORED);
  const build = [
    'export CARGO_HOME="$PWD/home" CARGO_TARGET_DIR="$PWD/target" CARGO_PROFILE_RELEASE_STRIP=symbols',
    'cd crate',
    'exec cargo build --release --locked --offline',
  ].join('\n');
  const compiler = { dir: sysroot, layout: 'relocatable', path: ['bin'], env: {} } as const;
  const said = await runInside(compiler, ['sh', '-ec', build], { work, signal: context.signal });
  if (said.exitCode !== 0) throw new InfrastructureError(`${CRATE} cannot be built: ${lastWords(said)}`);
  const built = await Promise.all(PROGRAMS.map((name) => realFile(work, `target/release/${name}`).catch(() => null)));
  const program = built.find((path) => path !== null);
  if (!program) throw new InfrastructureError(`${CRATE} makes no program ${PROGRAMS.join(' or ')}`);
  return program;
}
